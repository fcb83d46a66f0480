"""True sentences, each with a number of other months or of another part beside: none is held against anybody."""

from __future__ import annotations

import pytest

from encounters.documents.draft import draft
from encounters.documents.drafted import Status
from encounters.documents.read import read_bytes
from encounters.store.holdings import open_store

ACCUSING = ("contradicted", "imprecise", "misdescribed")
TEXT = """\
Encounters in fiscal year 2023 were 2,475,669; a year earlier they had been 2,378,944, and two years earlier
1,734,686.

After 2,378,944 encounters in fiscal year 2022, the southwest border saw 2,475,669 in fiscal 2023.

In fiscal year 2024 the Tucson sector had 463,567 encounters, San Diego 324,260 and El Paso 256,102.

In fiscal year 2024, 463,567 encounters were in Tucson, and 604,482 at ports of entry, of 2,135,005 in all.

The Border Patrol made 1,530,523 arrests in fiscal year 2024; including ports of entry, the total was 2,135,005.

In May 2024 there were 170,716 encounters and in June 130,415, a drop of 24 percent.

In fiscal year 2021, encounters at the southwest border nearly quadrupled, from 458,088 to 1,734,686.

In December 2023, 301,981 encounters beat the previous record of 269,735.

In fiscal year 2022, 808,339 encounters were with Mexicans and 1,570,605 with others.

Encounters rose 37 percent in fiscal year 2022, after rising 279 percent in fiscal year 2021.

Of 2,475,669 encounters in fiscal year 2023, 821,537 were families and 137,275 unaccompanied children; 1,514,322
were single adults.

In fiscal year 2020 there were 204,787 Title 42 expulsions and 253,301 encounters under Title 8, for a total of
458,088.

In fiscal year 2019 the peak was 144,116 in May, and the year's total 977,509, the most since fiscal year 2018.

The nation had 3,201,144 encounters in fiscal year 2023, of which 2,475,669 at the southwest border and 189,402
at the northern border.

In fiscal year 2024 Mexicans were 653,684, Venezuelans 261,045, Guatemalans 204,252, and Cubans 150,995 of the
encounters.

Encounters at the southwest border in fiscal year 2023, at 2,475,669, were 4 percent above 2022 and 43 percent
above 2021.

In fiscal year 2021 the monthly average was 144,557, against 38,174 in fiscal year 2020 and 81,459 in fiscal
year 2019.

In fiscal year 2021 the southwest border had 1.7-plus million encounters, and in fiscal year 2022 two-plus million.

At the southwest border there were 977,000+ encounters in fiscal year 2019, and 450,000 or more in fiscal year 2020.

| Encounters at the southwest border | FY2020 | change on FY2019 |
|---|---|---|
| all | 458,088 | (53.1%) |

In fiscal 2023 the Border Patrol made 2,045,838 arrests at the border, down from 2,206,436.

Migrants from Mexico, Guatemala and Honduras made up 46% of all encounters in fiscal 2023, down from 73% in fiscal 2021.

Apprehensions in the Swanton Sector rose to 6,925 in fiscal 2023, while the Blaine Sector recorded 2,317.

An earlier version of this article said there were 2.7 million encounters at the southwest border in fiscal 2022.

Officials had planned for 3 million encounters in fiscal 2023.

If there were 3 million encounters at the southwest border in fiscal 2023, nobody counted them.

Analysts' high scenario for fiscal year 2023 was 3.1 million encounters.

Fewer than one in three of the 2,475,669 encounters in fiscal 2023 were of families.

In fiscal year 2023, encounters excluding Mexicans were 1,758,336.

Without ports of entry, there were 2,045,838 encounters in fiscal year 2023.

Not counting Title 42 expulsions, there were 1,299,437 encounters in fiscal 2022.

Encounters outside of Texas were 1,211,635 in fiscal 2024.

Canada's border saw 189,402 encounters in fiscal year 2023, compared with 2,475,669 at Mexico's border.

Florida had 236,691 encounters and Montana 8,152 in fiscal 2023, of 3,201,144 encounters nationwide.

In fiscal year 2021 there were 1 734 686 encounters at the southwest border, up from 458 088 the year before.

On May 12 345 migrants crossed; in fiscal 2021 the Border Patrol had 734 686 more than that.

Under Title 42 458 088 people were turned back at the southwest border in fiscal year 2021.
"""
ACTORS = """\
Border Patrol Chief Jason Owens said the 206,690 encounters in May 2023 were a strain.

Mexico agreed to take back migrants after encounters reached 301,981 in December 2023.

Texas Gov. Greg Abbott said that 2,475,669 encounters were recorded in fiscal year 2023.

"Families are the ones who suffer," she said of the 1,734,686 encounters in fiscal year 2021.

A Guatemalan official noted that the U.S. had 2,378,944 encounters at its southwest border in fiscal year 2022.

Arizona sheriffs complained in December 2023, when 301,981 encounters were recorded.

In Tucson on Monday, the secretary said that 2,135,005 encounters were recorded in fiscal year 2024.

Venezuela's collapse is one reason why 2,475,669 encounters were recorded in fiscal year 2023.

The El Paso Times reported 241,136 encounters for May 2022.

Flying from San Diego to Washington, he told reporters that encounters numbered 189,034 in June 2021.

A policy for single adults was announced when encounters fell to 130,415 in June 2024.

The Office of Field Operations and the Border Patrol counted 176,195 encounters in January 2024.

Title 8 processing resumed in May 2023, a month with 206,690 encounters.

The Del Rio bridge crisis of September 2021, a month with 192,001 encounters, drew attention.

Haitians gathered in Del Rio in September 2021, when 192,001 encounters were counted at the southwest border.

Unlike Cubans, Mexicans can be returned; 2,475,669 encounters were recorded in fiscal year 2023.

Mexican troops were sent north in 2019; encounters fell from 144,116 in May 2019 to 52,546 in September 2019.

According to Border Patrol data, there were 1,659,206 encounters between ports of entry in fiscal year 2021.

There were 301,981 encounters in December 2023, Mexico's government noted.

The 2,475,669 encounters in fiscal year 2023 overwhelmed El Paso.

Encounters reached 241,136 in May 2022, said Border Patrol Chief Raul Ortiz.

The 1,734,686 encounters in fiscal year 2021 led Texas to start Operation Lone Star.

With 206,690 encounters in May 2023, families slept in the streets of El Paso.

The 144,116 encounters in May 2019 pushed Mexico to deploy its National Guard.

In fiscal year 2024, when 2,135,005 encounters were recorded, Venezuela stopped taking back its citizens.

Mexico's president blamed U.S. policy for the 301,981 encounters in December 2023.

Texas sued over the 2,475,669 encounters in fiscal year 2023.

Arizona's governor pointed to 301,981 encounters in December 2023.

The Texas Tribune counted 2,378,944 encounters in fiscal year 2022.

From Mexico City, she watched encounters rise to 189,034 in June 2021.

Cuba and Nicaragua ended visas, and encounters rose to 221,303 in March 2022.

Eagle Pass declared an emergency as encounters reached 269,735 in September 2023.

Encounters in December 2023 were 301,981, a fact that Border Patrol agents felt most in Tucson.

Families and children were separated in 2018, a fiscal year with 521,090 encounters.

Apprehensions and expulsions came to 1,734,686 in fiscal year 2021.

Expulsions ended in May 2023, a month with 206,690 encounters.

As unaccompanied children filled shelters, 173,277 encounters were recorded in March 2021.

Agents were overwhelmed by 301,981 encounters in December 2023.

Agents in Del Rio were overwhelmed by the 192,001 encounters in September 2021.

The May 2023 figure was 206,690, even after Title 42 ended on the 11th.

In May 2023, when Title 42 expulsions ended, 206,690 encounters were recorded.

Despite Title 42, there were 173,277 encounters in March 2021.

After Title 42's expiration, June 2023 brought 144,556 encounters.

Since the end of Title 42, encounters have fallen to 144,556 in June 2023.
"""
"""Names of those who do or say something, and orders that begin or end: no number is theirs."""
NARROWED = """\
On December 18, 2023, agents made more than 12,600 apprehensions at the southwest border, a one-day record.

In the first week of May 2023, the Border Patrol encountered 8,794 migrants a day.

During the last two weeks of September 2023, agents apprehended 92,000 migrants at the southwest border.

Over the weekend of May 13, 2023, 12,600 encounters were recorded.

In Eagle Pass alone, 2,500 migrants were encountered every day in September 2023.

Border Patrol encountered 169 people on the terrorist watchlist between ports of entry in fiscal 2023.

In fiscal 2023, agents rescued more than 37,500 people and found 895 dead near the southwest border.

CBP removed or returned more than 72,000 people between May 12 and June 30, 2023, after 206,690 encounters in May.

From May 12, 2023, to September 2023, DHS repatriated 253,000 people encountered at the southwest border.

Of the 2,475,669 encounters in fiscal 2023, about 900,000 ended in release with a notice to appear.

Panama counted 520,085 migrants crossing the Darien Gap in 2023.

Mexico's own agents detained 782,176 migrants in 2023, while U.S. encounters were 2,475,669 in fiscal 2023.

In fiscal 2023, 2.05 million of the 2,475,669 encounters were between ports of entry.

There were 670,000 known gotaways in fiscal 2023, on top of 2,475,669 encounters.

In December 2023, 249,740 encounters, or 8,056 a day, were between ports of entry.

Of 301,981 encounters in December 2023, 46,000 came by appointment through CBP One.

Encounters of people from outside the Western Hemisphere at the southwest border rose to 214,000 in fiscal 2023.

The Border Patrol arrested 15,267 people with criminal convictions in fiscal 2023.

In May 2023, 25 percent of the encounters were with people who had been encountered before in the previous 12 months.

About 10,500 encounters a day were recorded in the three days before Title 42 ended on May 11, 2023.

Agents in the Tucson Sector made 17,500 apprehensions in one week in December 2023.

Apprehensions by the Border Patrol fell from 10,000 a day in mid-December 2023 to 4,000 a day in January 2024.

There were 20,000 agents for 2,475,669 encounters in fiscal 2023, or about 124 for each agent.

That is 7.4 encounters for every 1,000 U.S. residents in fiscal 2023.

An average of 6,783 encounters a day in fiscal 2023 compares with 1,252 in 2020.

In the eleven days before Christmas 2023, daily encounters averaged over 10,000.

Encounters went from 6,000 a day in the first half of December to 11,000 in the second half.
"""
"""Numbers of days, of a town, of a kind of people, of each so many: of nothing that CBP's data tell."""
SPELLED = """\
Monthly encounters at the southwest border ranged from 154,874 to 241,136 in fiscal year 2022.

Between 150,000 and 250,000 encounters a month were recorded at the southwest border in fiscal 2022.

Some two and a half million encounters were recorded at the southwest border in fiscal year 2023.

Two million, four hundred seventy-five thousand, six hundred sixty-nine encounters were recorded at the southwest
border in fiscal 2023.

Encounters topped 200,000 in ten months of fiscal years 2021 and 2022.

Every month from March 2021 to May 2023 had more than 150,000 encounters at the southwest border.

At no point in fiscal 2021 did monthly encounters exceed 214,000.

In fiscal 2022, encounters were five times as many as in 2020 and 2.4 times the number of 2019.

The 2.38 million encounters of fiscal 2022 were 644,000 more than the 1.73 million of 2021.

Encounters nearly quadrupled, from 458,088 to 1,734,686, between fiscal years 2020 and 2021.

Encounters in fiscal 2021 were 279 percent above, that is almost four times, those of fiscal 2020.

In March 2021, encounters were 71 percent higher than in February and five times higher than in March 2020.

Half of all encounters in June 2021 were of single adults expelled under Title 42.

Venezuela went from 2,787 encounters in fiscal 2020 to 266,071 in fiscal 2023, a 95-fold increase.

With 80,184 encounters in December 2023, Tucson's share was 27 percent.

More than half of the Border Patrol's encounters in December 2023 were in two sectors, Tucson (80,184) and Del Rio
(71,048).

The number of Ecuadorians quintupled between fiscal 2022 (24,936) and fiscal 2023 (116,229).

Encounters have been below 12,000 in each month since February 2025.

February 2025 had 11,710 encounters, the fewest of any month since at least October 2017.

The administration's first full fiscal year, 2022, ended with 2,378,944; its last, 2024, with 2,135,005.

There were 1.9 million encounters in the first ten months of fiscal 2024.

Encounters rose in seven of the twelve months of fiscal 2022.

In calendar year 2023, 2,541,959 encounters were recorded at the southwest border.

2023 saw 2.5 million encounters, 2022 2.6 million.

CBP's total of 3,201,144 for fiscal 2023 includes 2,475,669 at the southwest border, 189,402 at the northern border
and 536,073 elsewhere.

Some two and a half million encounters were recorded at the southwest border in fiscal year 2023.

Two-and-a-half million encounters were recorded at the southwest border in fiscal year 2023.

About 2½ million encounters were recorded at the southwest border in fiscal year 2023, and 2 1/2 million in 2022.

Two million, four hundred seventy-five thousand, six hundred sixty-nine encounters were recorded at the southwest
border in fiscal 2023.

Four hundred fifty-eight thousand encounters were recorded at the southwest border in fiscal 2020.

Two hundred and forty-one thousand encounters were recorded at the southwest border in May 2022.

One million seven hundred thousand encounters were recorded at the southwest border in fiscal 2021.

Since fiscal year 2021, encounters at the southwest border total 8,724,304 through fiscal 2024.
"""
"""Ends of ranges, several months told of at once, and numbers in words."""
OTHERS = """\
Congress was told of 75,480 port encounters in fiscal 2021, and of 604,482 at ports in fiscal 2024.

In May 2019, with those deemed inadmissible at ports, the total was 144,116 encounters.

With people stopped at ports the total was 144,116 encounters in May 2019.

In fiscal 2022, 1.2 million unique individuals were encountered at the southwest border.

In fiscal 2022, 152,057 minors were encountered at the southwest border.

In fiscal 2022, there were 1,663,278 adult encounters at the southwest border.

In fiscal 2022, 700,000 women were encountered at the southwest border.

In fiscal 2023, there were 15,000 encounters of Mauritanians at the southwest border.

In fiscal 2023, 500,000 South Americans were encountered at the southwest border.

In fiscal 2023, Senegalese were encountered 9,000 times at the southwest border.

In fiscal 2023, 12,000 Uzbeks were encountered at the southwest border.

In fiscal 2022, 500,000 repeat encounters were recorded at the southwest border.

In fiscal 2022, there were 1.6 million first-time encounters at the southwest border.

In fiscal 2023, 600,000 asylum seekers were encountered at the southwest border.

In fiscal 2023, 900,000 migrants were encountered and released.

In fiscal 2023, 350,000 encounters resulted in removal or return.

In fiscal 2023, the Eagle Pass station recorded 270,000 encounters.

State troopers made 25,000 criminal arrests at the southwest border in fiscal 2023.

Mexico recorded 782,176 encounters in calendar year 2023.

Panama recorded 520,085 encounters in calendar year 2023.

The Coast Guard recorded 12,521 encounters in fiscal 2022.
"""
"""Kinds of people, nationalities, outcomes and agencies that CBP's data do not have, whatever they are called."""
TRUE = [" ".join(one.split("\n")) for one in f"{TEXT}\n{ACTORS}\n{NARROWED}\n{SPELLED}\n{OTHERS}".strip().split("\n\n")]


def accused(text: str) -> list[tuple[str, str | None]]:
    drafted = draft(open_store(), read_bytes(f"Border news\n\nSeptember 2, 2026\n\n{text}\n".encode(), "a.txt"))
    return [(one.text, one.verdict) for one in drafted.told_of(*Status) if one.verdict in ACCUSING]


@pytest.mark.parametrize("sentence", TRUE)
def test_a_true_sentence_is_not_held_against_its_writer(sentence: str) -> None:
    assert accused(sentence) == []


def test_nor_are_all_of_them_one_after_another() -> None:
    assert accused("\n\n".join(TRUE)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Texas had 2,475,669 encounters in fiscal year 2023.",
        "In the Tucson Sector, agents recorded 301,981 encounters in December 2023.",
        "Mexicans accounted for 2,475,669 encounters in fiscal year 2023.",
        "There were 241,136 encounters of families in May 2022.",
        "There were 206,690 Title 42 expulsions in May 2023.",
        "The administration recorded 301,981 encounters in September 2023.",
    ],
)
def test_a_number_said_of_a_name_is_held_against_it(text: str) -> None:
    assert [verdict for _, verdict in accused(text)] == ["misdescribed"]


def test_digits_parted_by_blanks_are_one_number_where_they_can_be_nothing_else() -> None:
    text = "In fiscal year 2021 there were 1 734 687 encounters at the southwest border."
    assert accused(text) == [("1 734 687", "contradicted")]
