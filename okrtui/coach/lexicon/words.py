"""Small words: what introduces a number, a means, a dependency; what may stand before the head of a line."""

from __future__ import annotations

NUMBER_WORDS = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {"twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0,
     "hundred": 100.0, "dozen": 12.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}  # fmt: skip
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "hundred": 100.0, "k": 1e3, "mn": 1e6, "bn": 1e9, "mio": 1e6}
FACTORS = {
    "double": 2.0, "doubles": 2.0, "doubled": 2.0, "doubling": 2.0, "twice": 2.0, "twofold": 2.0, "two-fold": 2.0, "triple": 3.0, "triples": 3.0,
    "tripled": 3.0, "tripling": 3.0, "threefold": 3.0, "quadruple": 4.0, "quadrupled": 4.0, "halve": 0.5, "halves": 0.5, "halved": 0.5, "halving": 0.5,
    "half": 0.5, "quintuple": 5.0, "tenfold": 10.0,
}  # fmt: skip
VERB_FACTORS = frozenset(
    "double doubles doubled doubling triple triples tripled tripling quadruple quadrupled halve halves halved halving quintuple twofold two-fold threefold tenfold".split()
)

# Before a number that is the name of something.
NAMING = frozenset(
    """
    version release phase tier level sprint soc iso wave step page chapter round series priority category class type part section stage milestone epic
    room building floor gate issue pr rfc eip bip ticket article unit mark generation gen windows ios android python php java node angular react vue kubernetes top no. nr
    day week month quarter year q fy figure track option scenario grade cohort batch web web2 html css http ipv tls usb mp beta alpha rc act team group region
    first last next past previous following every
    """.split()
)
APPROXIMATE = frozenset(
    "at least about around approximately over under more than less fewer roughly nearly almost up only just exactly ca min max minimum maximum a an the above below ~ ≈ > < >= <= ≥ ≤ = : least".split()
)

# Words that may stand before the head of a line and do not count.
LEADING = frozenset(
    """
    to we will we'll i i'll i'd our us they shall would can should must be able going want wants aim aims aiming goal need needs please let let's and also then
    successfully continually continuously consistently actively fully quickly significantly substantially dramatically drastically effectively efficiently further
    finally jointly regularly proactively collectively collaboratively systematically measurably sustainably steadily safely rapidly publicly internally externally
    strategically officially formally better
    e.g. eg ie i.e. stretch bonus committed aspirational optional new completed done wip todo p0 p1 p2 p3 p4 in-progress draft the a an
    """.split()
) - {"better", "the", "a", "an", "new", "completed", "done", "draft", "be"}
LABELS = frozenset(
    "kr o kpi key result results objective goal target measure metric initiative task action stretch bonus outcome okr krs krn".split()
)

# A way, after a result.
MEANS_WORDS = frozenset("through via using by leveraging utilizing utilising".split())
PREPOSITIONS = frozenset(
    "of in on at for with by from to into onto over under across within among between through via using during per against about around after before until till since towards toward as than without like upon off out up down along despite behind beyond beside near plus including excluding versus vs".split()
)
ARTICLES = frozenset(
    "a an the our their its this that these those my your his her all each every any some both no".split()
)
CONJUNCTIONS = frozenset("and or but while whilst & ; plus".split())
MODALS = frozenset(
    "will can could may might shall should must would can't cannot won't doesn't don't do does did didn't".split()
)
AUXILIARIES = frozenset("is are was were be been being am isn't aren't".split())
POSSESSION = frozenset("has have had having".split())

FUNCTION = ARTICLES | PREPOSITIONS | CONJUNCTIONS | MODALS | AUXILIARIES | POSSESSION | frozenset(
    "we you they it he she us them who which what when where how why if so not is more less most least than then there here new better our".split()
)  # fmt: skip
"""English words that are no nouns and no verbs of a class."""

# Function words of other languages: a line with several of them and few English ones is left alone.
FOREIGN = frozenset(
    """
    der die das den dem des und ist nicht ein eine einen einer mit auf für von zu im bis um wird werden durch bei aus nach über unsere unser alle sind mehr
    le la les des du un une et est pas dans pour avec sur par au aux nos notre que qui plus de d'ici en sont leur chaque entre
    el los las una y es por para con del al su sus nuestro nuestra más como se lo o
    il gli uno e è per non con di da nel della dei delle che più nostri
    het een van en niet met voor op door naar onze meer te wij
    o os as um uma não em do da dos das com mais nossa nosso pelo pela
    og att och för av till med som på det inte
    i w na z nie się do od jest przez oraz
    """.split()
) - {"die", "as", "do", "on", "per", "no", "me", "in", "i", "plus", "sur", "o", "y", "w", "z", "e", "op", "um"}  # fmt: skip
