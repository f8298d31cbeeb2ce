"""Words of German, French, Spanish and their neighbours that stand around numbers and days."""

from __future__ import annotations

ROUGHLY = (
    r"derzeit|aktuell|heute|rund|etwa|ca\.?|circa|mindestens|höchstens|maximal|unter|über|mehr als|weniger als|"
    r"actuellement|environ|au moins|au plus|moins de|plus de|actualmente|unos|unas|al menos|menos de|más de|circa|"
    r"ongeveer|minstens"
)
"""What may stand between "from" or "to" and its number."""

FROM_TO = (
    (r"von|vom", r"auf|zu"),
    (r"de|du|d['’]", r"à|jusqu['’]à"),
    (r"de|del|desde", r"a|al|hasta"),
    (r"da|dal|dai|dall['’]", r"a|al|ad"),
    (r"de|desde", r"para"),
    (r"van", r"naar|tot"),
)
"""Words before a start and before a goal, language by language."""

AT_LEAST = (
    r"über|mindestens|mind\.|mehr als|min\.|wenigstens|plus de|au moins|au-dessus de|supérieure? à|"
    r"más de|al menos|por encima de"
)
AT_MOST = (
    r"unter|höchstens|maximal|max\.|weniger als|moins de|au plus|inférieure? à|sous|en dessous de|menos de|"
    r"como máximo|por debajo de|por debajo del"
)
LEVEL = rf"{AT_LEAST}|{AT_MOST}|auf|bei|à|a|al|hasta"
"""Words before a level that is to be reached or kept."""

BY = r"um|de|d['’]un|um rund|en un|un|di|del|con|met|di un"
"""Words before an amount of change, or before what is no goal."""

UNTIL = (
    r"(?:spätestens\s)?bis(?: spätestens)?(?: zum)?|spätestens(?: am| zum)?|vor|d['’]ici(?: à| au| la)?|avant|"
    r"au plus tard(?: le)?|jusqu['’]au|antes del?|para|hasta|a más tardar(?: el)?|entro|(?<=\s)fin(?= \w+$)"
)
"""Words before the day by which something is to be so."""

_MONTHS = """january januar jänner janvier enero; february februar février fevrier febrero; march märz maerz mars marzo;
    april april avril abril; may mai mayo; june juni juin junio; july juli juillet julio; august août aout agosto;
    september septembre septiembre; october oktober octobre octubre; november novembre noviembre;
    december dezember décembre decembre diciembre"""
_TIMES = {
    "ende": "end of", "ende des": "end of", "mitte": "mid", "anfang": "beginning of", "fin": "end of",
    "finales": "end of", "final": "end of", "fines": "end of", "mi": "mid", "mediados": "mid",
    "jahresende": "end of the year", "jahresschluss": "end of the year", "quartalsende": "end of the quarter",
    "monatsende": "end of the month", "jahres": "the year", "quartals": "the quarter", "monats": "the month",
    "année": "the year", "trimestre": "the quarter", "mois": "the month", "año": "the year", "mes": "the month",
    "kw": "week",
}  # fmt: skip
CALENDAR: dict[str, str] = (
    {word: words[0] for line in _MONTHS.split(";") if (words := line.split()) for word in words}
    | _TIMES
    | dict.fromkeys(("de", "del", "des", "der", "du", "la", "le", "el", "l'", "l’", "d'", "d’", "zum", "al", "a"), "")
)
"""Words of a day, and the English ones for them."""

UNITS: dict[str, str] = {
    foreign: english
    for english, words in {
        "s": "sekunde sekunden seconde secondes segundo segundos",
        "min": "minute minuten minutes minuto minutos",
        "h": "stunde stunden heure heures hora horas uren",
        "days": "tag tage tagen jour jours día días dagen",
        "weeks": "woche wochen semaine semaines semana semanas weken",
        "months": "monat monate monaten mois mes meses maanden",
        "years": "jahr jahre jahren an ans année années año años",
        "€": "euro euros",
        "customers": "kunden clients clientes",
        "orders": "bestellungen commandes pedidos",
        "points": "punkt punkte punkten point points punto puntos",
    }.items()
    for foreign in words.split()
}
"""Units as other languages write them, and what they are in English."""

NO_UNITS = frozenset({*CALENDAR, "pro", "je", "bis", "im", "am", "in", "und", "par", "por", "et", "y", "quartal", "q"})
"""Words that are no unit, even with a capital."""

_STEMS_UP = """steiger erhöh verbesser ausbau heb wachs augment accroî accroi amélior monter hauss aument subir
    increment mejor elev"""
_STEMS_DOWN = """senk reduzier verringer verkürz vermind drück halbier rédui reduis baiss dimin abaiss raccourc reduc
    bajar dismin recort"""
UP, DOWN = tuple(_STEMS_UP.split()), tuple(_STEMS_DOWN.split())
"""Beginnings of verbs that say which way a number shall go."""

_AROUND = """wir den die das der dem unsere unseren unser unserer ihre nous le la les l' un une notre nos faire passer
    porter faisons el los las una nuestro nuestra de du des del"""
ARTICLES = frozenset(_AROUND.split())
"""What stands around the name of a measure and is no part of it."""

_GERMAN = """der die das den dem des ein eine einen einer und oder für mit von vom zum zur auf bis unter über unsere
    unser unseren wir sind ist wird werden nicht pro bei nach aus ohne mehr alle jede jeder jeden jedes durch um im am
    ende mindestens höchstens senken steigern erhöhen reduzieren verbessern"""
_FRENCH = """à inférieur inférieure supérieur supérieure
    le la les du des un une et ou pour avec dans notre nos nous est sont de en au aux sur par sans plus moins
    chaque tous toutes réduire augmenter améliorer d'ici fin avant"""
_SPANISH = """el la los las del un una y o para con en nuestro nuestra es son de al por sin más menos cada todos todas
    reducir aumentar mejorar antes hasta"""
_OTHERS = "il gli dei della nel per het een van naar voor met zijn niet os uma com não"
FOREIGN = frozenset(f"{_GERMAN} {_FRENCH} {_SPANISH} {_OTHERS}".split()) - {"per", "plus", "fin"}
"""Words that are of one of these languages, and not of English."""

_ENGLISH = """the of to from by for with and our at than less more under below above within every each who that are have
    has increase reduce raise lower improve grow not it its their be we us you your new first before after between into
    without"""
ENGLISH = frozenset(_ENGLISH.split())
"""Words that are English, and of none of these languages."""
