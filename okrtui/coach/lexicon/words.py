"""Small words: what introduces a number, a means, a dependency; what may stand before the head of a line."""

from __future__ import annotations

from okrtui.coach.lexicon import word_list, word_set

_TO_NINETEEN = word_list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = word_list("twenty thirty forty fifty sixty seventy eighty ninety")
_LARGE = {"hundred": 100.0, "dozen": 12.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
NUMBER_WORDS = (
    {word: float(value) for value, word in enumerate(_TO_NINETEEN)}
    | {word: 10.0 * value for value, word in enumerate(_TENS, 2)}
    | _LARGE
)
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "hundred": 100.0, "k": 1e3, "mn": 1e6, "bn": 1e9, "mio": 1e6}
_FACTORS: dict[float, str] = {
    2.0: "double doubles doubled doubling twice twofold two-fold",
    3.0: "triple triples tripled tripling threefold",
    4.0: "quadruple quadrupled",
    5.0: "quintuple",
    10.0: "tenfold",
    0.5: "halve halves halved halving half",
}
FACTORS = {word: factor for factor, listed in _FACTORS.items() for word in listed.split()}
VERB_FACTORS = word_set(
    """
    double doubles doubled doubling triple triples tripled tripling quadruple quadrupled halve halves halved
    halving quintuple twofold two-fold threefold tenfold
    """
)

# Before a number that is the name of something.
NAMING = word_set(
    """
    version release phase tier level sprint soc iso wave step page chapter round series priority category
    class type part section stage milestone epic room building floor gate issue pr rfc eip bip ticket
    article unit mark generation gen windows ios android python php java node angular react vue kubernetes
    top no. nr day week month quarter year q fy figure track option scenario grade cohort batch web web2
    html css http ipv tls usb mp beta alpha rc act team group region line ward pump hall machine depot
    """
)
APPROXIMATE = word_set(
    """
    at least about around approximately over under more than less fewer roughly nearly almost up only just
    exactly ca min max minimum maximum a an the above below ~ ≈ > < >= <= ≥ ≤ = :
    """
)

# Words that may stand before the head of a line and do not count.
LEADING = word_set(
    """
    to we will we'll i i'll i'd our us they shall would can should must be able going want wants aim aims
    aiming goal need needs please let let's and also then successfully continually continuously consistently
    actively fully quickly significantly substantially dramatically drastically effectively efficiently
    further finally jointly regularly proactively collectively collaboratively systematically measurably
    sustainably steadily safely rapidly publicly internally externally strategically officially formally
    better e.g. eg ie i.e. stretch bonus committed aspirational optional new completed done wip todo p0 p1
    p2 p3 p4 in-progress draft the a an
    """
) - {"better", "the", "a", "an", "new", "completed", "done", "draft", "be"}
LABELS = word_set(
    """
    kr o kpi key result results objective goal target measure metric initiative task action stretch bonus
    outcome okr krs krn
    """
)

# A way, after a result.
PREPOSITIONS = word_set(
    """
    of in on at for with by from to into onto over under across within among between through via using
    during per against about around after before until till since towards toward as than without like upon
    off out up down along outside inside throughout amid despite behind beyond beside near plus including excluding
    versus vs
    """
)
ARTICLES = word_set(
    """
    a an the our their its this that these those my your his her all each every any some both no
    """
)
CONJUNCTIONS = word_set("and or but while whilst & ; plus")
MODALS = word_set(
    """
    will can could may might shall should must would can't cannot won't doesn't don't do does did didn't
    """
)
AUXILIARIES = word_set("is are was were be been being am isn't aren't")
POSSESSION = word_set("has have had having")
LINKING = AUXILIARIES | POSSESSION
"""Verbs that link a subject with what is said of it, or are the helpers of another verb."""
SMALL = PREPOSITIONS | AUXILIARIES | CONJUNCTIONS
"""Words that are part of no name."""

FUNCTION = (
    ARTICLES
    | PREPOSITIONS
    | CONJUNCTIONS
    | MODALS
    | AUXILIARIES
    | POSSESSION
    | word_set(
        """
    we you they it he she us them who which what when where how why if so not is more less most least than
    then there here new better our
    """
    )
)
"""English words that are no nouns and no verbs of a class."""

# Function words of other languages: a line with several of them and few English ones is left alone.
FOREIGN = word_set(
    """
    der die das den dem des und ist nicht ein eine einen einer mit auf für von zu im bis um wird werden
    durch bei aus nach über unsere unser alle sind mehr le la les du un une et est pas dans pour avec sur
    par au aux nos notre que qui plus de d'ici en sont leur chaque entre el los las una y es por para con
    del al su sus nuestro nuestra más como se lo o il gli uno e è per non di da nel della dei delle che più
    nostri het een van niet met voor op door naar onze meer te wij os as uma não em do dos com mais nossa
    nosso pelo pela og att och för av till med som på det inte i w na z nie się od jest przez oraz
    """
) - word_set("die as do on per no me in i plus sur o y w z e op um")

EACH = frozenset({"a", "an", "per", "each", "every", "/"})
"""What stands before the time of a rhythm: "12 a month"."""
SIGNS_OF_VALUES = frozenset({":", "<", ">", "<=", ">=", "≤", "≥", "="})
"""What stands between a measure and its value."""
AT_MOST = frozenset({"<", "<=", "≤"})
