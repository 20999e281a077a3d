"""Typer's commands with our words: its own sentences exist in English only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import TyperException
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from kiosk.commands.errand import Errand
from kiosk.commands.faults import WrongUse, plain, wrong_use
from kiosk.strict import Problem, closest, msgid
from kiosk.words import Words

if TYPE_CHECKING:
    from typer._click.formatting import HelpFormatter

_THEIRS = {
    "--help": msgid("Show this help and do nothing else."),
    "--install-completion": msgid("Install the completion of commands for this shell."),
    "--show-completion": msgid("Show the completion of commands for this shell, to copy it."),
}


class SpokenCommand(TyperCommand):
    """A command whose help and complaints speak the chosen language."""

    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """
        Raises:
            WrongUse: words that are too many.
        """
        rest: list[str] = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise WrongUse(*(Problem(word, msgid("is one word too many")) for word in rest))
        return rest

    def format_usage(self, ctx: Any, formatter: HelpFormatter) -> None:
        _usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        option = super().get_help_option(ctx)
        _speak(option, ctx)
        return option

    def get_params(self, ctx: Any) -> list[Any]:
        params = super().get_params(ctx)
        for param in params:
            _speak(param, ctx)
        return params


class SpokenGroup(TyperGroup):
    """A group of commands, likewise."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """
        Raises:
            WrongUse: no command of that name.
        """
        name = args[0]
        if name not in self.commands and not name.startswith("-") and not ctx.resilient_parsing:
            raise WrongUse(Problem(name, msgid("is not a command"), {}, closest(name, self.commands)))
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: Any, formatter: HelpFormatter) -> None:
        _usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        option = super().get_help_option(ctx)
        _speak(option, ctx)
        return option

    def get_params(self, ctx: Any) -> list[Any]:
        params = super().get_params(ctx)
        for param in params:
            _speak(param, ctx)
        return params

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        command = super().get_command(ctx, cmd_name)
        if isinstance(command, TyperCommand | TyperGroup):
            command.rich_help_panel = _words(ctx)(msgid("Commands"))
        return command


def complaint(error: TyperException) -> WrongUse:
    """What Typer found wrong, as ours."""
    param = getattr(error, "param", None)
    option = getattr(error, "option_name", None) or (param.opts[0] if param is not None else None)
    match type(error).__name__:
        case "NoSuchOption":
            likely = getattr(error, "possibilities", None) or []
            return WrongUse(
                Problem(str(option), msgid("is not an option here"), {}, next(iter(likely), None))
            )
        case "BadOptionUsage":
            return wrong_use(str(option), msgid("needs a value"))
        case "BadParameter" if option is not None:
            return _bad_value(option, param)
        case _:
            context = getattr(error, "ctx", None)
            path = "kiosk" if context is None else str(context.command_path)
            return wrong_use(path, msgid("a command is missing; --help lists them"))


def _bad_value(option: str, param: object) -> WrongUse:
    descriptor = getattr(param, "type_descriptor", None)
    choices = [str(plain(choice)) for choice in getattr(descriptor, "choices", None) or ()]
    if choices:
        return wrong_use(option, msgid("must be one of: {choices}"), choices=", ".join(choices))
    return wrong_use(option, msgid("has an impossible value"))


def _usage(command: TyperCommand | TyperGroup, ctx: Any, formatter: HelpFormatter) -> None:
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=_words(ctx)(msgid("Usage: ")))


def _speak(param: object, ctx: Any) -> None:
    """Typer's own options get our help; every parameter stands under our headings."""
    words = _words(ctx)
    if isinstance(param, TyperOption):
        param.help = words(_THEIRS[param.opts[0]]) if param.opts[0] in _THEIRS else param.help
        param.rich_help_panel = words(msgid("Options"))
    elif isinstance(param, TyperArgument):
        param.rich_help_panel = words(msgid("Arguments"))


def _words(ctx: Any) -> Words:
    errand: Errand = ctx.obj
    return errand.voice.words
