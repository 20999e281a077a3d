"""Reading TOML strictly: everything wrong at once, named by its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.strict import ConfigProblems, Manners, Problem, Wrong, closest, read, read_toml


class Colour(StrEnum):
    RED = "red"
    DARK_BLUE = "dark-blue"


def not_thirteen(value: int) -> int:
    if value == 13:
        raise Wrong("must not be {number}", number=13)
    return value


@dataclass(frozen=True, slots=True)
class Leaf:
    weight: int
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    name: str
    colour: Colour = Colour.RED
    tallest_leaf: Leaf | None = None
    leaves: tuple[Leaf, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    age: Annotated[int, not_thirteen] = 1
    kind: Literal["oak", "beech"] = "oak"
    home: Path | None = None

    def contradictions(self) -> Iterator[tuple[str, Wrong]]:
        if self.age > 100 and self.kind == "beech":
            yield "age", Wrong("too old for a beech")


def problems_of(raw: object) -> list[str]:
    with pytest.raises(ConfigProblems) as caught:
        read(Tree, raw, at="tree")
    return [str(problem) for problem in caught.value.problems]


def test_a_full_table_becomes_the_class() -> None:
    raw = {
        "name": "ash",
        "colour": "dark-blue",
        "tallest-leaf": {"weight": 3, "folded": True},
        "leaves": [{"weight": 1}],
        "names": {"any": "thing"},
        "age": 101,
        "home": "woods/near",
    }

    tree = read(Tree, raw, manners=Manners(base=Path("/base")))

    assert tree == Tree(
        "ash",
        Colour.DARK_BLUE,
        Leaf(3, True),
        (Leaf(1),),
        {"any": "thing"},
        101,
        home=Path("/base/woods/near"),
    )


def test_all_problems_are_named_at_once() -> None:
    raw = {
        "nmae": "ash",
        "colour": "dark_blue",
        "leaves": [{"weight": 1}, {"weight": True, "foldde": False}],
        "age": 13,
    }

    assert problems_of(raw) == [
        "tree.nmae: unknown; did you mean name?",
        "tree.colour: must be one of red, dark-blue; did you mean dark-blue?",
        "tree.leaves.2.weight: must be a whole number, without quotation marks",
        "tree.leaves.2.foldde: unknown; did you mean folded?",
        "tree.age: must not be 13",
        "tree.name: is missing",
    ]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("name", 5, "must be text in quotation marks"),
        ("name", True, "must be text in quotation marks"),
        ("age", True, "must be a whole number, without quotation marks"),
        ("age", 1.0, "must be a whole number, without quotation marks"),
        ("age", "1", "must be a whole number, without quotation marks"),
        ("tallest-leaf", {"weight": 1, "folded": 1}, "must be true or false, without quotation marks"),
        ("tallest-leaf", "big", "must be a table"),
        ("leaves", {"weight": 1}, "must be a list in square brackets"),
        ("names", [], "must be a table"),
        ("names", {"a": 1}, "must be text in quotation marks"),
        ("colour", ["red"], "must be one of red, dark-blue"),
        ("kind", "bech", "must be one of oak, beech; did you mean beech?"),
        ("home", " ", "must be a path in quotation marks"),
        ("home", "a\0b", "must be a path in quotation marks"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(key: str, value: object, said: str) -> None:
    problems = problems_of({"name": "ash", key: value})

    assert len(problems) == 1
    assert problems[0].endswith(said)


def test_settings_that_exclude_each_other_are_a_problem_of_the_named_key() -> None:
    assert problems_of({"name": "b", "age": 200, "kind": "beech"}) == ["tree.age: too old for a beech"]


def test_a_plain_text_may_stand_for_a_table() -> None:
    manners = Manners(short={Leaf: lambda text: {"weight": len(text)}})

    assert read(Tree, {"name": "a", "leaves": ["abc"]}, manners=manners).leaves == (Leaf(3),)


def test_a_plain_text_that_stands_for_nothing_is_a_problem() -> None:
    def refuse(text: str) -> object:
        raise Wrong("unknown", did_you_mean="abc")

    with pytest.raises(ConfigProblems) as caught:
        read(Tree, {"name": "a", "leaves": ["abd"]}, manners=Manners(short={Leaf: refuse}))

    assert caught.value.problems == (Problem("leaves.1", "unknown", {}, "abc"),)


def test_a_check_for_a_class_runs_wherever_it_stands() -> None:
    def light(leaf: Leaf) -> Leaf:
        if leaf.weight > 5:
            raise Wrong("too heavy")
        return leaf

    with pytest.raises(ConfigProblems) as caught:
        read(Tree, {"name": "a", "leaves": [{"weight": 9}]}, at="t", manners=Manners(checks={Leaf: light}))

    assert [str(each) for each in caught.value.problems] == ["t.leaves.1: too heavy"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_value_whatsoever_raises_anything_but_problems(raw: object) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        read(Tree, raw, at="tree")
    except ConfigProblems as found:
        problems = found.problems

    assert all(str(problem).startswith("tree") for problem in problems)


def test_syntax_errors_name_the_line(tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('[office]\ncode = "723"\nname = = 3\n')

    with pytest.raises(ConfigProblems) as caught:
        read_toml(file)

    (problem,) = caught.value.problems
    assert problem.details["line"] == 3
    assert problem.path == str(file)
    assert "line 3" in str(problem)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"[a", "not valid TOML"), (b"a = '\xff'", "UTF-8 (byte 5)"), (b"a = ", "not valid TOML")],
)
def test_a_file_that_is_no_toml_is_a_problem(content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_bytes(content)

    with pytest.raises(ConfigProblems) as caught:
        read_toml(file)

    assert said in str(caught.value.problems[0])


def test_a_folder_or_a_missing_file_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(ConfigProblems) as caught:
            read_toml(path)
        assert "cannot be read" in str(caught.value.problems[0])


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    file = tmp_path / "marked.toml"
    file.write_bytes(b"\xef\xbb\xbfa = 1")

    assert read_toml(file) == {"a": 1}


def test_nothing_is_guessed_for_a_word_that_resembles_none() -> None:
    assert closest("zzz", ["office", "station"]) is None
    assert closest("Time_Zone", ["time-zone", "name"]) == "time-zone"
