"""How things and people can be: adjectives that tell a state worth having, and verbs for what a thing then does."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set

STATES = word_set(
    """
    able accurate broad wide deep near affordable agile alive ambitious approachable attentive awake aware balanced
    beautiful better big
    bold brave bright brilliant busy calm capable careful caring certain cheap cheerful civil clean clear clever close
    coherent cold comfortable comforting competent competitive confident connected conscious consistent
    convenient convincing cool cooperative courageous cosy cozy creative credible curious decent decisive dependable
    desirable different digital-first dignified diverse dry dynamic eager easy effective effortless efficient elegant
    energetic energised enjoyable entertaining enthusiastic equal equitable ethical excellent exciting exceptional
    extraordinary fair faithful familiar famous fast fearless fit flexible fluent fluid focused free fresh friendly
    frictionless fruitful fun gentle genuine glad global good graceful grateful great green happy hard
    harmless healthy helpful hidden honest hospitable human humane hungry immediate impossible inclusive independent
    inspired inspiring instant intelligent interesting intuitive invisible inviting irresistible joyful just keen kind
    lasting lean liveable light lively local lonely long loud lovable loyal lucky meaningful memorable mobile modern
    modest motivated natural neat neutral nice nimble noiseless normal obsolete obvious optional orderly ordinary
    painless patient peaceful perfect personal playful pleasant polite popular positive possible powerful practical
    precise predictable prepared present productive profitable prosperous proud pure quick quiet quieter rare
    readable real reasonable redundant relaxed relevant reliable remarkable resilient respectful
    responsive rewarding rich robust safe satisfied seamless secure self-sufficient sensible serious shorter silent
    simple sincere slim slow small smart smooth social soft solid special speedy stable stress-free strong stunning
    successful superb supportive sure sustainable swift tangible tidy tight timely top tough transparent
    trustworthy unbeatable unavoidable understandable understood unforgettable unique universal unmissable
    unmistakable unnecessary unstoppable useful valuable valued vibrant viable visible vivid warm wealthy welcome
    welcoming well whole wise wonderful worthwhile worthy young zero-waste heard seen loved respected trusted
    appreciated included engaged excited delighted thrilled enough
    """
)
"""Adjectives after "make", "keep" or "feel" that tell a state, not that something is finished."""

_ADJECTIVE_ENDINGS = ("ful", "less", "able", "ible", "ous", "-free", "-proof", "-friendly")

BARE_ACTIONS = word_set(
    """
    count matter work feel shine flow last stick sing want love trust stay grow learn thrive pay come return happen
    disappear think smile look run belong speak fly choose talk care listen buy win
    """
)
"""What a thing or a person does after "make" and an object: "make every hour count"."""


_COMPARED = word_set("closer broader wider deeper nearer further farther easier better worse")


def is_comparative(word: str) -> bool:
    """Whether a word compares: one of `STATES` with its ending, "closer", "friendlier"."""
    return word in _COMPARED or bool(plain(word))


def plain(comparative: str) -> str:
    """The adjective of `STATES` that a word compares: "happy" for "happier"; empty when there is none."""
    if not comparative.endswith("er") or len(comparative) < len("wider"):
        return ""
    return next((word for word in (comparative[:-2], comparative[:-1], f"{comparative[:-3]}y") if word in STATES), "")


def is_state(word: str) -> bool:
    """Whether a word is an adjective for a state, by list or by its ending."""
    return word in STATES or (len(word) > 6 and word.endswith(_ADJECTIVE_ENDINGS))
