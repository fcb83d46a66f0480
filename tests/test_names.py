"""What people write for CBP's categories, and what is made of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encounters.errors import UnknownName, UsageError
from encounters.names import (
    ALL,
    CATEGORIES,
    COUNTRIES,
    DIMENSIONS,
    FIVE_GROUPS,
    SECTOR,
    Choice,
    agreeing,
    choose,
    choose_areas,
    describe,
    label,
    on_the_border,
)
from encounters.names.categories import SOUTHWEST_BORDER
from encounters.periods import Period
from encounters.results import Selection
from encounters.tables.breakdown import breakdown
from held import bundle

EVERYTHING = [(dimension, code) for dimension in DIMENSIONS for code in CATEGORIES[dimension]]


@pytest.mark.parametrize(
    ("dimension", "text", "codes"),
    [
        ("citizenship", "mexico", "mexico"),
        ("citizenship", "MEXICO", "mexico"),
        ("citizenship", " El-Salvador ", "el_salvador"),
        ("citizenship", "el_salvador,Honduras", "el_salvador honduras"),
        ("citizenship", "Mexico,mexico", "mexico"),
        ("citizenship", "China", "china"),
        ("citizenship", "CHINA, PEOPLES REPUBLIC OF", "china"),
        ("citizenship", "china, peoples republic of", "china"),
        ("citizenship", "Burma", "myanmar"),
        ("citizenship", "Türkiye", "turkey"),
        ("citizenship", "other", "other"),
        ("citizenship", "other countries", "other_countries"),
        ("citizenship", "northern triangle", "guatemala honduras el_salvador"),
        ("citizenship", "Northern-Central-America,Mexico", "guatemala honduras el_salvador mexico"),
        ("demographic", "single-adults", "single_adults"),
        ("demographic", "UAC", "uac"),
        ("demographic", "UC / Single Minors", "uac"),
        ("demographic", "unaccompanied children", "uac"),
        ("demographic", "family units", "fmua"),
        ("component", "border patrol", "usbp"),
        ("component", "U.S. Border Patrol", "usbp"),
        ("component", "OFO", "ofo"),
        ("authority", "42", "title_42"),
        ("region", "nationwide", ""),
        ("region", "All borders", ""),
        ("component", "both", ""),
        ("authority", "Title 8", "title_8"),
        ("region", "southwest border", "southwest"),
        ("area", "rio grande valley sector", "rio_grande_valley_sector"),
        ("state", "tx", "TX"),
        ("state", "New Mexico", "NM"),
        ("citizenship", "Venezuelans", "venezuela"),
        ("citizenship", "Salvadorans,hondurans", "el_salvador honduras"),
        ("demographic", "people in families", "fmua"),
        ("component", "ports of entry", "ofo"),
        ("area", "del rio", "del_rio_sector"),
        ("area", "rgv", "rio_grande_valley_sector"),
        ("area", "houston", "houston_field_office"),
    ],
)
def test_forgiving_values(dimension: str, text: str, codes: str) -> None:
    assert choose(dimension, [text]) == Choice(tuple(codes.split()))


def test_several_values_and_lists_are_one_choice() -> None:
    assert choose("citizenship", ["mexico,guatemala", "honduras"]).codes == (
        "mexico",
        "guatemala",
        "honduras",
    )


def test_values_left_out() -> None:
    without = choose("citizenship", ["not Mexico, Guatemala"])
    assert without == Choice(("mexico", "guatemala"), excluded=True)
    assert describe("citizenship", without) == "all but Mexico, Guatemala"
    assert choose("citizenship", ["NOT northern triangle"]).codes == ("guatemala", "honduras", "el_salvador")


@pytest.mark.parametrize("texts", [[], ["all"], ["ALL"], ["mexico,all"]])
def test_all_values(texts: list[str]) -> None:
    choice = choose("citizenship", texts)
    assert choice == ALL
    assert not choice


def test_keeping_and_leaving_out_do_not_mix() -> None:
    with pytest.raises(UsageError) as caught:
        choose("citizenship", ["mexico", "not honduras"])
    assert caught.value.message == "`citizenship` cannot keep some values and leave out others."


def test_nothing_is_left_of_not_all() -> None:
    with pytest.raises(UsageError) as caught:
        choose("citizenship", ["not all"])
    assert caught.value.message == "`citizenship` 'not all' leaves nothing."


@pytest.mark.parametrize("text", ["", "  ", ",", "not"])
def test_no_value_is_not_every_value(text: str) -> None:
    with pytest.raises(UnknownName):
        choose("citizenship", [text])


def test_the_nearest_right_value() -> None:
    with pytest.raises(UnknownName) as caught:
        choose("citizenship", ["Venezula"])
    assert caught.value.message == "Unknown citizenship 'Venezula'."
    assert caught.value.hint == "Did you mean 'Venezuela'? All values: encounters breakdown --by citizenship"


@pytest.mark.parametrize(
    ("dimension", "text", "hint"),
    [
        ("authority", "title 9", "Did you mean 'Title 8'? Valid: Title 8, Title 42."),
        ("demographic", "kids", "Valid: Single Adults, Family units (FMUA), UC / Single Minors, Accompanied Minors."),
        (
            "component",
            "usbb",
            "Did you mean 'U.S. Border Patrol'? Valid: U.S. Border Patrol, Office of Field Operations.",
        ),
        (
            "region",
            "south",
            "Did you mean 'Southwest Land Border'? Valid: Southwest Land Border, Northern Land Border, Other.",
        ),
        (
            "area",
            "Tuscon Sector",
            "Did you mean 'Tucson Sector'? Nearest: Tucson Sector, Swanton Sector, Spokane Sector. "
            "All values: encounters breakdown --by area",
        ),
        ("citizenship", "xyzzy", "All values: encounters breakdown --by citizenship"),
    ],
)
def test_hints(dimension: str, text: str, hint: str) -> None:
    with pytest.raises(UnknownName) as caught:
        choose(dimension, [text])
    assert caught.value.message == f"Unknown {dimension} '{text}'."
    assert caught.value.hint == hint


def test_labels_kept_under_cbps_own_name_can_be_chosen() -> None:
    known = iter(["At Large", "KOREA, REPUBLIC OF"])
    assert choose("demographic", ["at large,UAC"], known).codes == ("At Large", "uac")
    assert choose("citizenship", ["Korea, Republic of"], ["KOREA, REPUBLIC OF"]).codes == ("KOREA, REPUBLIC OF",)


@pytest.mark.parametrize(("dimension", "code"), EVERYTHING)
def test_every_spelling_of_a_category_means_it(dimension: str, code: str) -> None:
    row = CATEGORIES[dimension][code]
    for text in (code, *row.labels, label(dimension, code)):
        assert choose(dimension, [text]) == Choice((code,)), text
    for text in row.everyday:
        others = [other for other in CATEGORIES[dimension].values() if other is not row and text in other.everyday]
        if others:
            with pytest.raises(UsageError, match="fits several"):
                choose(dimension, [text])
        else:
            assert choose(dimension, [text]) == Choice((code,)), text


@pytest.mark.parametrize(
    ("dimension", "text", "message"),
    [
        ("area", "Tucson", "'Tucson' fits several of `area`: Tucson Field Office, Tucson Sector."),
        ("demographic", "minors", "'minors' fits several of `demographic`: UC / Single Minors, Accompanied Minors."),
    ],
)
def test_what_fits_several_lists_them(dimension: str, text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        choose(dimension, [text])
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("tucson", "tucson_sector"),
        ("RGV, del-rio", "rio_grande_valley_sector del_rio_sector"),
        ("El Paso Sector", "el_paso_sector"),
    ],
)
def test_a_sector_by_its_place(text: str, codes: str) -> None:
    assert choose_areas(SECTOR, [text]) == Choice(tuple(codes.split()))
    assert choose_areas(SECTOR, [f"not {text}"]) == Choice(tuple(codes.split()), excluded=True)


@pytest.mark.parametrize("text", ["houston", "", "tucson field office", "all"])
def test_what_is_no_sector(text: str) -> None:
    with pytest.raises(UnknownName, match="Unknown sector"):
        choose_areas(SECTOR, [text])


@given(st.sampled_from(DIMENSIONS), st.lists(st.text(), max_size=3))
def test_any_text_is_a_choice_or_a_usage_error(dimension: str, texts: list[str]) -> None:
    try:
        choice = choose(dimension, texts)
    except UsageError as error:
        assert error.hint is not None  # noqa: PT017
    else:
        assert set(choice.codes) <= set(CATEGORIES[dimension])


@given(st.data(), st.sampled_from(DIMENSIONS), st.booleans())
def test_text_of_a_choice_is_read_back(data: st.DataObject, dimension: str, excluded: bool) -> None:
    codes = data.draw(st.lists(st.sampled_from(sorted(CATEGORIES[dimension])), min_size=1, unique=True))
    choice = Choice(tuple(codes), excluded)
    assert choose(dimension, [str(choice)]) == choice


def test_labels() -> None:
    assert label("citizenship", "china") == "China"
    assert label("citizenship", "el_salvador") == "El Salvador"
    assert label("citizenship", "northern_triangle") == "Northern Triangle"
    assert label("citizenship", "KOREA, REPUBLIC OF") == "KOREA, REPUBLIC OF"
    assert label("component", "usbp") == "U.S. Border Patrol"
    assert label("demographic", None) == "all"


def test_the_two_schemes_of_citizenship() -> None:
    assert len(COUNTRIES) == 22
    assert set(FIVE_GROUPS) - set(COUNTRIES) == {"other"}
    assert label("citizenship", "other") != label("citizenship", "other_countries")


@pytest.mark.parametrize(
    ("component", "area", "own"),
    [("ofo", "tucson sector", "usbp"), ("not usbp", "rgv,yuma sector", "usbp"), ("usbp", "laredo field office", "ofo")],
)
def test_areas_of_the_other_component_are_told_instead_of_nothing(component: str, area: str, own: str) -> None:
    choices = {"component": choose("component", [component]), "area": choose("area", [area])}
    with pytest.raises(UsageError, match="no encounter is of both") as raised:
        agreeing(choices)
    assert raised.value.hint == f'Leave `component` out, or write component = "{own}".'


def test_areas_of_both_components_go_with_either() -> None:
    areas = choose("area", ["tucson sector,tucson field office"])
    for component in ("usbp", "ofo"):
        choices = {"component": choose("component", [component]), "area": areas}
        assert agreeing(choices) == choices
    assert agreeing({"area": areas}) == {"area": areas}


def test_what_is_on_the_southwest_border_is_what_the_releases_have_there() -> None:
    """The states and areas are those of the bundled southwest rows: no more, no fewer."""
    for dimension, period in (("area", Period.fiscal_year(2023)), ("state", Period.fiscal_year(2023))):
        table = breakdown(bundle(), Selection(period), [dimension])
        assert {row[dimension] for row in table.rows if row["encounters"]} == set(SOUTHWEST_BORDER[dimension])
    on_the_border({"state": Choice(("TX",))})
    on_the_border({"state": Choice(("TX",), excluded=True)})
    on_the_border({"state": Choice(("FL",)), "region": ALL})
    with pytest.raises(UsageError, match="no region is named: FL"):
        on_the_border({"state": Choice(("TX", "FL"))})
