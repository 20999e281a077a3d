"""What comes in from the terminal and what goes out to it, and what happens when the app falls."""
