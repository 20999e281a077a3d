"""What `kiosk doctor` looks at, one function a check.  Source: security.md 5."""
