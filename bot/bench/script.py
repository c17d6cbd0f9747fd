"""The conversation that is measured: thirteen updates from hello to receipt, and what each must show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Act:
    """Words that are typed, or the text of a button; `shows` is in the answer or on a button of it."""

    words: str
    shows: str
    typed: bool = False


ORDER = (
    Act("/start", "Færdselskontrol", typed=True),
    Act("Færdselskontrol", "Hvad er problemet?"),
    Act("For høj fart", "✓ For høj fart"),
    Act("Farlig skolevej", "✓ Farlig skolevej"),
    Act("Videre", "Hvor er det?"),
    Act("Skolevej 12 ved Netto, 4622 Havdrup", "Hvilken kommune", typed=True),
    Act("Solrød", "Hvornår sker det mest?"),
    Act("Hverdage", "✓ Hverdage"),
    Act("Morgen", "✓ Morgen"),
    Act("Videre", "Hvor længe"),
    Act("I nogle måneder", "Hvem er udsat?", typed=True),
    Act("Gå til oversigten", "Send bestillingen"),
    Act("Send bestillingen", "Vi har modtaget din bestilling"),
)

HALFWAY = 9  # acts: the place and half of the times are answered, nothing is sent
