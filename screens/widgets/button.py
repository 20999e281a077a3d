"""A button with the looks that this application uses."""

from __future__ import annotations

from typing import ClassVar

from textual import widgets


class Button(widgets.Button, inherit_css=False):
    """Reading Textual's own styles, mostly of looks we never show, took longer than the whole sign-in."""

    DEFAULT_CSS: ClassVar[str] = """
    Button {
        width: auto;
        min-width: 16;
        height: auto;
        line-pad: 1;
        content-align: center middle;
        text-align: center;
        text-style: bold;
        color: $button-foreground;
        background: $surface;
        border: none;
        border-top: tall $surface-lighten-1;
        border-bottom: tall $surface-darken-1;
        &:focus { text-style: $button-focus-text-style; background-tint: $foreground 5%; }
        &.-active { tint: $background 30%; }
        &:disabled { text-opacity: 0.6; }
        &.-primary {
            color: $button-color-foreground;
            background: $primary;
            border-top: tall $primary-lighten-3;
            border-bottom: tall $primary-darken-3;
        }
        &.-success {
            color: $button-color-foreground;
            background: $success;
            border-top: tall $success-lighten-2;
            border-bottom: tall $success-darken-3;
        }
        &.-warning {
            color: $button-color-foreground;
            background: $warning;
            border-top: tall $warning-lighten-2;
            border-bottom: tall $warning-darken-3;
        }
    }
    """
