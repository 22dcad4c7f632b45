"""Records that are wrong: keys, ids, references, dates and conditions."""

import pytest

from tests.exchange.bad_input import CHANNEL, LINE, assert_record_faults, with_line

RULE = """\
[authorities.A]
[rules.r]
title = "R"
authority = "A"
claims = "said"
"""
RECORDS = {
    "misspelt key": (
        f"{CHANNEL}safeguard = 'x'\n",
        ["6 channels.azure.safeguard: unknown key: 'safeguard' (did you mean 'safeguards'?; valid: seller, models, "],
    ),
    "a dunder for a key": (
        f"{CHANNEL}__class__ = 'x'\n",
        ["6 channels.azure.__class__: unknown key: '__class__' (valid: "],
    ),
    "wrong type of a reference": (
        with_line(CHANNEL, 1, "seller = 3"),
        ["1 channels.azure.seller: an id or a name is wanted here: 3 (valid: text in"],
    ),
    "wrong type of a list": (
        with_line(CHANNEL, 2, "models = 3"),
        ["2 channels.azure.models: a list of texts is wanted here: 3 (valid: "],
    ),
    "wrong type in a list": (
        with_line(CHANNEL, 2, "models = ['GPT', 3]"),
        ["2 channels.azure.models[1]: an id or a name is wanted here: 3"],
    ),
    "named twice in one list": (
        with_line(CHANNEL, 2, "models = ['GPT', 'GPT']"),
        ["2 channels.azure.models[1]: named twice in one list: 'GPT'"],
    ),
    "unknown id": (
        with_line(CHANNEL, 1, "seller = 'Microsft'"),
        ["1 channels.azure.seller: no vendor bears this id or name: 'Microsft' (did you mean 'Microsoft'?)"],
    ),
    "unknown country": (
        with_line(CHANNEL, 3, "into = ['Singapore', 'Chnia']"),
        ["3 channels.azure.into[1]: no market bears this id or name: 'Chnia' (did you mean 'China' or "],
    ),
    "ambiguous country": (
        with_line(CHANNEL, 3, "into = 'Korea'"),
        ["3 channels.azure.into: this names more than one market: 'Korea' (valid: kp, kr)"],
    ),
    "an empty territory": (
        with_line(CHANNEL, 3, "into = []"),
        ["0 channels.azure: a territory without a market: () (valid: "],
    ),
    "nothing left of a territory": (
        f"{CHANNEL}excluding = 'China'\n",
        ["6 channels.azure.excluding: nothing is left of the territory: cn (valid: "],
    ),
    "missing into": (
        with_line(CHANNEL, 3, ""),
        ['0 channels.azure.into: this key is missing (valid: into = ["China"], or into = "unknown")'],
    ),
    "missing open": (
        with_line(CHANNEL, 4, ""),
        ["0 channels.azure.open: this key is missing (valid: open = { since = "],
    ),
    "an unknown word": (
        f"{CHANNEL}status = 'sol'\n",
        ["6 channels.azure.status: not one of the words that are known here: 'sol' (did you mean 'sold'?"],
    ),
    "a claim that no source makes": (
        with_line(CHANNEL, 5, "claims = ['side']"),
        ["5 channels.azure.claims[0]: no claim bears this id or name: 'side' (did you mean 'said'?)"],
    ),
    "a statement without a claim": (
        with_line(CHANNEL, 5, ""),
        ["0 channels.azure: it rests on no claim (valid: the ids "],
    ),
    "an id taken twice": (
        f"{CHANNEL}[channels.Azure]\n",
        [f"6 channels.Azure: this id is taken twice, first by 'azure' (line {LINE}): 'azure'"],
    ),
    "two keys with one slug": (
        "[products]\n'Azure AI' = { of = 'Microsoft' }\nazure-ai = { of = 'Microsoft' }\n",
        [f"2 products.azure-ai: this id is taken twice, first by 'Azure AI' (line {LINE + 1}): 'azure-ai'"],
    ),
    "a company and an authority with one id": (
        "[authorities]\noracle = { }\n",
        ["1 authorities.oracle: this id is taken twice, first by 'Oracle' (line 8): 'oracle'"],
    ),
    "a circle of products": (
        "[products]\nA = { of = 'Microsoft', within = 'B' }\nB = { of = 'Microsoft', within = 'A' }\n",
        ["1 products.A: these lie in a circle: a → b → a"],
    ),
    "a circle of markets": (
        "[markets]\nA = { within = 'B' }\nB = { within = 'A' }\n",
        ["1 markets.A: these lie in a circle: a → b → a"],
    ),
    "an id that climbs": (
        "[products]\nX = { id = '../x', of = 'Microsoft' }\n",
        ["1 products.X.id: is no id: '../x' (did you mean 'x'?; valid: a slug"],
    ),
    "an id that is no slug": (
        "[products]\nX = { id = '__class__', of = 'Microsoft' }\n",
        ["1 products.X.id: is no id: '__class__' (did you mean 'class'?"],
    ),
    "an id that is too long": (
        f"[products]\nX = {{ id = '{'x' * 500}', of = 'Microsoft' }}\n",
        ["1 products.X.id: is no id: 'xxxxx"],
    ),
    "an id of a wrong type": (
        "[products]\nX = { id = 3, of = 'Microsoft' }\n",
        ["1 products.X.id: an id or a name is wanted here: 3"],
    ),
    "a key with a control character": (
        '[products]\n"a\\u0000b" = { of = "Microsoft" }\n',
        ["1 products.\"a\\u0000b\": this cannot be the key of a record: 'a\\x00b'"],
    ),
    "a key with a character that cannot be seen": (
        '[products]\n"a\u200bb" = { of = "Microsoft" }\n',
        ["1 products.\"a\\u200bb\": this cannot be the key of a record: 'a\\u200bb'"],
    ),
    "a name with a character that cannot be seen": (
        '[products]\nX = { of = "Microsoft", name = "a\\u202eb" }\n',
        [r"1 products.X.name: holds U+202E (right-to-left override): 'a\u202eb' (valid: one line, of which every"],
    ),
    "an alias with a character that cannot be seen": (
        '[products]\nX = { of = "Microsoft", aliases = ["Y", "a\\u200bb"] }\n',
        [r"1 products.X.aliases: holds U+200B (zero width space): 'a\u200bb'"],
    ),
    "a text with an escape": (
        '[products]\nX = { of = "Microsoft", note = "\\u001b[31m" }\n',
        [r"1 products.X.note: holds U+001B: '\x1b[31m' (valid: a text without control characters, but for tabs and"],
    ),
    "a claim with an escape": (
        '[sources.page.claims.x]\nat = "s2"\nfact = "It said \\u009b31m."\n',
        [r"2 sources.page.claims.x.fact: holds U+009B: 'It said \x9b31m.'"],
    ),
    "a key that is too long": (
        f"[products]\n{'x' * 500} = {{ of = 'Microsoft' }}\n",
        [f"1 products.{'x' * 500}: this cannot be the key of a record"],
    ),
    "a key of which no id can be made": (
        "[products]\n'中国' = { of = 'Microsoft' }\n",
        ["1 products.\"中国\": no id can be made from this name; give one: '中国'"],
    ),
    "two keys of which no id can be made": (
        "[products]\n'中国' = { of = 'Microsoft' }\n'日本' = { of = 'Microsoft' }\n",
        ['1 products."中国": no id can be made', '2 products."日本": no id can be made'],
    ),
    "an empty name": (
        "[products]\nX = { name = '', of = 'Microsoft' }\n",
        ["1 products.X.name: wants a text that is not empty: ''"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), RECORDS.values(), ids=RECORDS)
def test_what_is_wrong_with_a_record(body: str, expected: list[str]) -> None:
    assert_record_faults(body, expected)


TERMS = {
    "ended before since": (
        with_line(CHANNEL, 4, "open = { since = 2026-06-18, ended = 2026-01-01 }"),
        ["4 channels.azure.open: it would end before it begins: 'since 2026-06-18, ended 2026-01-01'"],
    ),
    "seen outside": (
        with_line(CHANNEL, 4, "open = { ended = 2026-06-18, seen = 2026-07-01 }"),
        ["4 channels.azure.open: it was seen on a day on which it cannot have held: '2026-07-01'"],
    ),
    "a single day": (
        with_line(CHANNEL, 4, "open = '2026-06-18'"),
        ["4 channels.azure.open: a single day, which does not say whether it began then or was seen then: '2026"],
    ),
    "a date for a validity": (
        with_line(CHANNEL, 4, "open = 2026-06-18"),
        ["4 channels.azure.open: this does not say when: "],
    ),
    "a misspelt key of a validity": (
        with_line(CHANNEL, 4, "open = { sinc = 2026-06-18 }"),
        ["4 channels.azure.open.sinc: unknown key: 'sinc' (did you mean 'since'?"],
    ),
    "a fiscal year since when": (
        with_line(CHANNEL, 4, "open = { since = 'FY2025' }"),
        ["4 channels.azure.open.since: not a day, a month or a year: 'FY2025'"],
    ),
    "a day that is none": (
        with_line(CHANNEL, 4, "open = { seen = ['2026-02-30'] }"),
        ["4 channels.azure.open.seen: not a calendar day: '2026-02-30'"],
    ),
    "exactly and at least": (
        f"{CHANNEL}hosted_in = {{ exactly = 'SG', at_least = 'JP' }}\n",
        ["6 channels.azure.hosted_in: exactly says all there is"],
    ),
    "a condition without words": (
        f"{CHANNEL}only_to = {{}}\n",
        ["6 channels.azure.only_to: a condition that says nothing: {}"],
    ),
    "a condition that is no table": (
        f"{CHANNEL}only_to = 'banks'\n",
        ["6 channels.azure.only_to: a table is wanted here: 'banks' (valid: a condition on"],
    ),
    "a misspelt condition": (
        f"{CHANNEL}only_to = {{ inn = 'China' }}\n",
        [
            "6 channels.azure.only_to: a condition that says nothing: {'inn': 'China'}",
            "6 channels.azure.only_to.inn: unknown key: 'inn' (did you mean 'in'?",
        ],
    ),
    "an unknown market deep in a condition": (
        f"{CHANNEL}only_to = {{ vetted = 'x', any = [{{ kind = 'b' }}, {{ not = {{ in = ['HK', 'Chnia'] }} }}] }}\n",
        ["6 channels.azure.only_to.any[1].not.in[1]: no market bears this id or name: 'Chnia'"],
    ),
    "a share of owners left out": (
        f"{CHANNEL}only_to = {{ owned_from = 'China' }}\n",
        ["6 channels.azure.only_to.more_than: this key is missing (valid: both: owned_from"],
    ),
    "a share of owners that is none": (
        f"{CHANNEL}only_to = {{ owned_from = 'China', more_than = '3 USD' }}\n",
        ["6 channels.azure.only_to.more_than: is not a share: '3 USD' (valid: for example '50 %')"],
    ),
    "an owner from nowhere": (
        "[companies.Acme]\nowners = [{ share = '51 %' }]\n",
        ["1 companies.Acme.owners[0]: an owner is a party or comes from a place, one of the two"],
    ),
    "a year that ends never": (
        "[companies.Acme]\nyear_ends = 'Juneuary'\n",
        ["1 companies.Acme.year_ends: not the end of a fiscal year: 'Juneuary' (did you mean 'January'"],
    ),
    "a company of which no id can be made": (
        "[companies.'中国']\nyear_ends = 'June'\n",
        ["0 companies.\"中国\": no id can be made from this name; give one: '中国'"],
    ),
    "an unknown role": (
        "[companies.Acme]\nrole = 'seller'\n",
        ["1 companies.Acme.role: no such role: 'seller' (valid: \"vendor\" or"],
    ),
    "a position of unknown strength": (
        """\
[sources.page.claims.first]
at = "s2"
fact = "First."
position = { who = "Microsoft", strength = "only", market = "China" }
""",
        ["3 sources.page.claims.first.position.strength: not one of the words that are known here: 'only' (valid: "],
    ),
    "two texts in one claim": (
        "[sources.page.claims.first]\nat = 's2'\nfact = 'First.'\nnumber = 'Second.'\n",
        ["3 sources.page.claims.first.number: a second text in one claim: 'number' (valid: exactly one"],
    ),
    "no text in a claim": (
        "[sources.page.claims.first]\nat = 's2'\n",
        ["0 sources.page.claims.first: a claim without its text (valid: exactly one of"],
    ),
    "a claim without a place": (
        "[sources.page.claims.first]\nfact = 'x'\n",
        ["0 sources.page.claims.first.at: this key is missing (valid: at = …)"],
    ),
    "claims that are no table": (
        "[sources.other]\ntitle = 'x'\nkind = 'filing'\npublished = 2025\nclaims = ['x']\n",
        ["4 sources.other.claims: a table is wanted here: ['x']"],
    ),
    "missing published": (
        "[sources.other]\ntitle = 'x'\nkind = 'filing'\n",
        ["0 sources.other.published: this key is missing (valid: published = "],
    ),
    "missing kind of a source": (
        "[sources.other]\ntitle = 'x'\npublished = 2025\n",
        ['0 sources.other.kind: this key is missing (valid: kind = one of "filing", '],
    ),
    "an owner of two kinds": (
        "[authorities.A]\njurisdiction = 3\n",
        ["1 authorities.A.jurisdiction: a list of texts is wanted here: 3"],
    ),
    "stages that are no list": (
        f"{RULE}stages = {{ stage = 'proposed' }}\n",
        ["5 rules.r.stages: a list is wanted here: {'stage': 'proposed'}"],
    ),
    "a stage that is none": (
        f"{RULE}stages = [{{ stage = 'propsed' }}]\n",
        ["5 rules.r.stages[0].stage: not one of the words that are known here: 'propsed' (did you mean 'proposed'?"],
    ),
    "a selection that is no table": (
        f"{RULE}restricts = 'all'\n",
        ["5 rules.r.restricts: a table is wanted here: 'all'"],
    ),
    "an unknown market in a selection": (
        f"{RULE}restricts = {{ sellers = {{ home = ['USSA'] }} }}\n",
        ["5 rules.r.restricts.sellers.home[0]: no market bears this id or name: 'USSA'"],
    ),
    "a family said twice": (
        "[models.X]\nby = 'OpenAI'\nfamily = true\nis_family = true\n",
        ["3 models.X.is_family: family says so already: True (valid: one of the two keys)"],
    ),
    "a payment of no share": (
        """\
[payments.p]
payer = "OpenAI"
payee = "Microsoft"
share = "3 USD"
of = { revenue = { of = "OpenAI", period = "2024" } }
holds = "unknown"
claims = "said"
""",
        ["0 payments.p: what is paid is a share, so that its unit must be a ratio: '3 USD'"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), TERMS.values(), ids=TERMS)
def test_what_is_wrong_with_its_terms(body: str, expected: list[str]) -> None:
    assert_record_faults(body, expected)
