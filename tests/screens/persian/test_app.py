"""The whole display layer: what stands in the cells of a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import (
    Button,
    Checkbox,
    DataTable,
    Label,
    OptionList,
    ProgressBar,
    RadioButton,
    Select,
    Static,
    Tabs,
    Tree,
)

from kiosk.domain.bilingual import Language
from kiosk.text.bidi import isolate
from kiosk.text.cells import visual
from screens.persian.dialect import Dialect, Order
from screens.persian.field import Field
from screens.persian.own_direction import LeftToRight
from screens.terminal.clean import plain
from screens.widgets.key_line import KeyLine
from tests.screens.persian.drawing import HEIGHT, WIDTH, Drawing
from tests.waiting import until

SENTENCE = "متقاضی گرامی، فرم شماره ۱۲ را تا ۱۴۰۵/۰۹/۰۳ بیاورید."
SEEN = "".join(visual(SENTENCE, "fa"))


class Code(LeftToRight, Static):
    """A passport number."""


def table() -> DataTable[object]:
    table: DataTable[object] = DataTable()
    table.add_columns("نام", "گذرنامه")
    table.add_row("مریم حسینی", "K12345678")
    return table


def option_list() -> OptionList:
    return OptionList(plain("گواهی امضا (Notary)"))


def tree() -> Tree[None]:
    tree: Tree[None] = Tree("مدارک")
    tree.root.add_leaf("عکس ۳×۴")
    tree.root.expand()
    return tree


MAKERS: dict[str, tuple[Callable[[], Widget], str]] = {
    "static": (lambda: Static(plain(SENTENCE)), SENTENCE),
    "label": (lambda: Label(plain("تاریخ: 2026-11-24")), "تاریخ: 2026-11-24"),
    "button": (lambda: Button(plain("تأیید نهایی")), "تأیید نهایی"),
    "checkbox": (lambda: Checkbox("فوری است"), "فوری است"),
    "radio button": (lambda: RadioButton("مرد"), "مرد"),
    "option list": (option_list, "گواهی امضا (Notary)"),
    "table": (table, "مریم حسینی"),
    "tree": (tree, "عکس ۳×۴"),
    "select": (lambda: Select([("تهران ۱", 1)], value=1), "تهران ۱"),
}


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("language", ["fa", "en"])
async def test_every_kind_of_widget_reads_right(name: str, language: Language) -> None:
    make, text = MAKERS[name]
    app = Drawing(lambda: [make()], language)

    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await until(pilot, lambda: any(app.seen), name)
        await pilot.pause()

        rows = "\n".join(app.seen)
        assert "".join(visual(text, language)) in rows, rows


async def test_a_persian_screen_starts_at_the_right_edge() -> None:
    app = Drawing(lambda: [Horizontal(Label(plain("نخست")), Label(plain(" دوم")))])

    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await until(pilot, lambda: any(app.seen))

        assert app.seen[0].rstrip() == "".join(visual("نخست دوم", "fa")).rjust(WIDTH)


async def test_columns_of_a_table_stand_from_right_to_left() -> None:
    app = Drawing(lambda: [table()])

    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await until(pilot, lambda: any("K12345678" in row for row in app.seen))

        row = next(row for row in app.seen if "K12345678" in row)
        assert row.index("K12345678") < row.index("".join(visual("مریم حسینی", "fa")))


async def test_a_widget_of_its_own_direction_is_not_mirrored() -> None:
    app = Drawing(lambda: [Code(plain("P<IRN│▌12"))])

    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await until(pilot, lambda: any(app.seen))

        assert app.seen[0].startswith("P<IRN│▌12")


async def test_a_title_on_a_border_and_a_notice_read_right() -> None:
    box = Static(plain("x"))
    box.styles.border = ("round", "red")
    box.border_title = plain("باجه ۳")
    app = Drawing(lambda: [box])

    async with app.run_test(size=(WIDTH, HEIGHT), notifications=True) as pilot:
        app.notify("ذخیره شد")

        await until(pilot, lambda: "".join(visual("ذخیره شد", "fa")) in "\n".join(app.seen))
        assert "".join(visual("باجه ۳", "fa")) in app.seen[0]
        assert app.seen[0].rstrip()[-1] == "╮"


async def test_a_wrapped_paragraph_keeps_isolates_over_the_ends_of_its_lines() -> None:
    text = f"Dear {isolate('خانم مریم حسینی (قاسمی)')}, please come."
    app = Drawing(lambda: [Static(plain(text), id="note")], "en")

    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        app.query_one("#note").styles.width = 22
        await until(pilot, lambda: app.seen[1] != "")
        await pilot.pause()

        assert app.seen[0].startswith("Dear ")
        assert app.seen[1].startswith("(")
        assert app.seen[1].rstrip().endswith(",") or "please" in app.seen[1]


async def test_a_progress_bar_fills_from_the_right() -> None:
    bar = ProgressBar(total=100, show_eta=False, show_percentage=False)
    app = Drawing(lambda: [bar])

    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        bar.update(progress=50)
        await until(pilot, lambda: "╸" in app.seen[0] or "╺" in app.seen[0] or "━" in app.seen[0])

        assert app.seen[0].rstrip().endswith("━")


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["one", "two", "three"]),
            st.sampled_from([SENTENCE, "AB-12", "سلام", "", "(۲) لا │ x", "نام: Ali Rezaei"]),
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["fa", "en"]),
    st.sampled_from([Dialect(), Dialect(Order.WORDS, marks=False)]),
)
async def test_many_small_updates_make_the_same_screen_as_one_whole(
    changes: list[tuple[str, str]], language: Language, dialect: Dialect
) -> None:
    def make() -> list[Widget]:
        return [
            Horizontal(Label("", id="one"), Label("│"), Code("", id="two")),
            Static("", id="three"),
        ]

    app = Drawing(make, language, dialect)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        for name, text in changes:
            app.query_one(f"#{name}", Static).update(plain(text))
            await pilot.pause()

        await until(pilot, lambda: app.seen == app.whole_frame())


async def test_the_terminals_own_cursor_is_where_the_eye_sees_the_caret() -> None:
    app = Drawing(lambda: [Static("x")])

    async with app.run_test(size=(WIDTH, HEIGHT)):
        app.cursor_position = Offset(3, 1)

        assert app.cursor_position == Offset(WIDTH - 4, 1)


async def test_it_follows_the_focus_before_anything_is_typed_and_where_there_is_no_caret() -> None:
    app = Drawing(lambda: [Static("x"), Field(id="field"), Button("go")])

    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        field = app.query_one(Field)
        field.focus()
        field.styles.offset = (0, 2)
        await pilot.pause()
        assert app.cursor_position.y == field.content_region.y == 4

        await pilot.press("tab")
        button = app.query_one(Button)
        assert app.cursor_position.y == button.content_region.y


async def test_a_terminal_that_orders_by_itself_gets_logical_text_from_the_left() -> None:
    app = Drawing(lambda: [Static(plain(SENTENCE))], "fa", Dialect(Order.TERMINAL))

    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await until(pilot, lambda: any(app.seen))

        assert app.seen[0] == SENTENCE


async def test_outside_an_application_of_ours_nothing_is_changed() -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(width=60, file=None)
    with console.capture() as captured:
        console.print(Text(SENTENCE))

    assert SENTENCE in captured.get()


async def test_tabs_stand_from_the_right() -> None:
    app = Drawing(lambda: [Tabs("پرونده", "آمار")])

    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await until(pilot, lambda: any("".join(visual("آمار", "fa")) in row for row in app.seen))

        row = next(row for row in app.seen if "".join(visual("آمار", "fa")) in row)
        assert row.index("".join(visual("آمار", "fa"))) < row.index("".join(visual("پرونده", "fa")))


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_the_keys_stand_from_the_start_whatever_their_first_word_is(language: Language) -> None:
    class Keys(Drawing):
        BINDINGS: ClassVar[list[BindingType]] = [
            Binding("f2", "screenshot", "فارسی"),
            Binding("f3", "toggle_dark", "Quit"),
        ]

    app = Keys(lambda: [KeyLine()], language)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await until(pilot, lambda: "Quit" in app.seen[-1])

        row = app.seen[-1]
        first, second = (row.index(key) for key in ("F2", "F3"))
        assert first > second if language == "fa" else first < second
