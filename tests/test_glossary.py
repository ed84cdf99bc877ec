"""The glossary follows the code."""

import re

from tools import glossary


def test_the_committed_glossary_is_what_the_code_says() -> None:
    assert glossary.PAGE.read_text() == glossary.page(), "run: python -m tools.glossary"


def test_every_word_of_the_glossary_has_a_chinese_one() -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \| `(.+?)` \|$", glossary.page(), flags=re.MULTILINE)
    assert len(rows) > 100
    names = re.compile(r"WGS-84|GCJ-02|BD-09|QQ$")  # the same in every language
    missing = [
        code
        for chinese, english, code in rows
        if not re.search(r"[\u4e00-\u9fff]", chinese) and not names.match(english)
    ]
    assert missing == []


def test_models_choices_and_their_fields_all_stand_in_it() -> None:
    text = glossary.page()
    for code in (
        "Round.start_by",
        "RoundStatus.MADE_UP",
        "Entry.previous_hash",
        "PlaceKind.BLIND_SPOT",
        "Officer",
    ):
        assert f"`{code}`" in text
