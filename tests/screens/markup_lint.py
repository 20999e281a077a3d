"""Finds text that reaches a widget as `str`: there Textual reads markup, and a name becomes a command.

Rule (security.md F3): what a widget shows is a literal, or `Content`.  An expression counts as content when
it is a call of `plain`, `styled` or `rich_plain`, of `Content` or `Text` themselves, of a function of ours
that is annotated to return them, or a name that is only ever bound to such; anything else is reported.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

MAKERS = frozenset({"plain", "styled", "rich_plain", "Content", "Text"})
CONTENT_TYPES = frozenset({"Content", "Text"})

CONSTRUCTORS = frozenset(
    {"Static", "Label", "Button", "Checkbox", "RadioButton", "Option", "Selection", "Collapsible"}
    | {"Tab", "TabPane", "Toast", "Tree", "Link"}
)
SHOWN_KEYWORDS = frozenset({"content", "label", "title", "prompt", "renderable", "tooltip"})
FIRST_ARGUMENT = frozenset({"update", "with_tooltip", "add_option", "add_leaf", "add_column", "set_label"})
ALL_ARGUMENTS = frozenset({"add_row", "add_columns"})
LAST_ARGUMENT = frozenset({"update_cell", "update_cell_at"})
ATTRIBUTES = frozenset({"border_title", "border_subtitle", "tooltip", "label", "prompt"})


@dataclass(slots=True)
class Knowledge:
    """What all files say about functions, attributes and aliases."""

    types: set[str] = field(default_factory=lambda: set(CONTENT_TYPES))
    returns: dict[str, bool] = field(default_factory=dict)
    """Function name: all functions of that name return content.  A file's own functions come first."""
    attributes: dict[str, bool] = field(default_factory=dict)

    def learn(self, tree: ast.AST) -> None:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not _returns_nothing(node):
                self.returns[node.name] = self.returns.get(node.name, True) and self.is_content(node.returns)
            elif isinstance(node, ast.AnnAssign) and (name := _last_name(node.target)):
                self.attributes[name] = self.attributes.get(name, True) and self.is_content(node.annotation)

    def learn_aliases(self, tree: ast.Module) -> None:
        for node in tree.body:
            match node:
                case ast.Assign(targets=[ast.Name(id=alias)], value=ast.Name(id=known)) if (
                    known in self.types
                ):
                    self.types.add(alias)

    def inside(self, tree: ast.AST) -> Knowledge:
        """What counts within one file."""
        own = Knowledge(self.types)
        own.learn(tree)
        return Knowledge(self.types, self.returns | own.returns, self.attributes | own.attributes)

    def is_content(self, annotation: ast.expr | None) -> bool:
        if annotation is None:
            return False
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            annotation = ast.parse(annotation.value, mode="eval").body
        names = {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)}
        return bool(names & self.types) and "str" not in names


@dataclass(slots=True)
class Scope:
    """One function: its names, each bound to content only or not."""

    knowledge: Knowledge
    names: dict[str, bool] = field(default_factory=dict)

    def read(self, function: ast.AST) -> None:
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            arguments = function.args
            for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
                self.names[argument.arg] = self.knowledge.is_content(argument.annotation)
        # Twice: a name may be bound below where another one takes it.
        for _ in range(2):
            bound: dict[str, bool] = {}
            for target, value in _bindings(function):
                for name in _names(target):
                    bound[name] = bound.get(name, True) and self.is_shown_safely(value)
            self.names |= bound

    def is_shown_safely(self, value: ast.expr) -> bool:
        match value:
            case ast.Constant():
                return True
            case ast.JoinedStr(values=parts):
                return all(isinstance(part, ast.Constant) for part in parts)
            case ast.IfExp(body=body, orelse=other):
                return self.is_shown_safely(body) and self.is_shown_safely(other)
            case ast.BoolOp(values=values) | ast.Tuple(elts=values) | ast.List(elts=values):
                return all(map(self.is_shown_safely, values))
            case ast.BinOp(left=left, right=right):
                return self.is_shown_safely(left) and self.is_shown_safely(right)
            case ast.ListComp(elt=inner) | ast.GeneratorExp(elt=inner) | ast.Starred(value=inner):
                return self.is_shown_safely(inner)
            case ast.NamedExpr(value=inner) | ast.Await(value=inner):
                return self.is_shown_safely(inner)
            case ast.Name(id=name):
                return self.names.get(name, False)
            case ast.Attribute(attr=name):
                return self.knowledge.attributes.get(name, False)
            case ast.Call():
                return self._returns_content(value)
        return False

    def _returns_content(self, call: ast.Call) -> bool:
        function = call.func
        if isinstance(function, ast.Name):
            known = self.knowledge.returns.get(function.id, False)
            return function.id in MAKERS | CONSTRUCTORS or known
        if not isinstance(function, ast.Attribute):
            return False
        if function.attr == "from_markup":
            return bool(call.args) and isinstance(call.args[0], ast.Constant)
        if isinstance(function.value, ast.Name) and function.value.id in CONTENT_TYPES:
            return True
        if self.knowledge.returns.get(function.attr, False):
            return True
        # A method of content gives content.
        return not isinstance(function.value, ast.Constant | ast.JoinedStr) and self.is_shown_safely(
            function.value
        )


def offences(files: dict[str, str]) -> list[str]:
    """`path:line: what`, for sources by path."""
    trees = {path: ast.parse(source) for path, source in files.items()}
    knowledge = Knowledge()
    for tree in trees.values():
        knowledge.learn_aliases(tree)
    for tree in trees.values():
        knowledge.learn(tree)
    return [
        f"{path}:{found}"
        for path, tree in trees.items()
        for found in _offences_in(tree, knowledge.inside(tree))
    ]


def offences_below(*folders: Path) -> list[str]:
    paths = sorted(path for folder in folders for path in folder.rglob("*.py"))
    return offences({str(path): path.read_text(encoding="utf-8") for path in paths})


def _offences_in(tree: ast.AST, knowledge: Knowledge) -> Iterator[str]:
    for function, nodes in _functions(tree):
        scope = Scope(knowledge)
        scope.read(function)
        for node in nodes:
            if isinstance(node, ast.Call):
                yield from _check_notify(node)
            for shown in _shown(node):
                if not scope.is_shown_safely(shown):
                    yield f"{shown.lineno}: {ast.unparse(shown)}"


def _check_notify(call: ast.Call) -> Iterator[str]:
    """The app shows them literally, whatever is asked (`TerminalApp.notify`); nobody asks otherwise."""
    if isinstance(call.func, ast.Attribute) and call.func.attr == "notify":
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        markup = given.get("markup")
        if markup is not None and not (isinstance(markup, ast.Constant) and markup.value is False):
            yield f"{call.lineno}: notify with markup"


def _shown(node: ast.AST) -> Iterable[ast.expr]:
    """The expressions that a widget will show."""
    if isinstance(node, ast.Assign):
        targets = [target for target in node.targets if isinstance(target, ast.Attribute)]
        return [node.value] if any(target.attr in ATTRIBUTES for target in targets) else []
    if not isinstance(node, ast.Call):
        return []
    name = _last_name(node.func)
    keywords = [keyword.value for keyword in node.keywords if keyword.arg in SHOWN_KEYWORDS]
    if name in CONSTRUCTORS and isinstance(node.func, ast.Name):
        return [*node.args[:1], *keywords]
    if not isinstance(node.func, ast.Attribute) or _is_collection_update(node):
        return []
    if name in FIRST_ARGUMENT:
        return [*node.args[:1], *keywords]
    if name in ALL_ARGUMENTS:
        return node.args
    return node.args[-1:] if name in LAST_ARGUMENT else []


def _is_collection_update(call: ast.Call) -> bool:
    """`update` of a dictionary, a set or a hash: by its argument, or by a receiver that is no widget."""
    argument = call.args[0] if call.args else None
    return isinstance(argument, ast.Dict | ast.Set | ast.DictComp | ast.SetComp) or (
        isinstance(argument, ast.Constant) and isinstance(argument.value, bytes)
    )


def _functions(tree: ast.AST) -> Iterator[tuple[ast.AST, list[ast.AST]]]:
    """Each function, and the module itself, with the nodes that are in no inner function."""
    waiting = [tree]
    while waiting:
        function = waiting.pop()
        nodes: list[ast.AST] = []
        inner = list(ast.iter_child_nodes(function))
        while inner:
            node = inner.pop(0)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                waiting.append(node)
                continue
            nodes.append(node)
            inner += ast.iter_child_nodes(node)
        yield function, nodes


def _bindings(function: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    yield target, value
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                yield target, value
            case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
                yield target, value
            case ast.NamedExpr(target=target, value=value):
                yield target, value


def _names(target: ast.expr) -> Iterator[str]:
    for node in ast.walk(target):
        if isinstance(node, ast.Name):
            yield node.id


def _returns_nothing(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """mypy refuses to show what such a function gives."""
    return isinstance(function.returns, ast.Constant) and function.returns.value is None


def _last_name(node: ast.expr) -> str | None:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return None
