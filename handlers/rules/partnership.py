"""What a partner told of the organisation is proposed again, and forgotten when the partnership ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handlers.conversation.flow import Flow
from handlers.rules.triage import Actor
from storage import partners
from storage.models import Partner
from storage.work import Work

ORGANISATION = "organisation"
SURE = frozenset({ORGANISATION, "contact"})  # the rest may differ each time, and is only proposed


@dataclass(frozen=True, slots=True)
class Known:
    """Answers a partner has given before: `sure` stand already, `proposed` are offered."""

    sure: Mapping[str, Any] = field(default_factory=dict)
    proposed: Mapping[str, Any] = field(default_factory=dict)


def known(flow: Flow, partner: Partner | None) -> Known:
    """What need not be asked of this partner; answers that a question no longer understands are left out."""
    if partner is None:
        return Known()
    told = {ORGANISATION: partner.organisation, **partner.profile}
    fitting = {
        step.key: (step.reuse, told[step.reuse])
        for step in flow.steps
        if step.reuse in told and step.keeps(told[step.reuse])
    }
    sure = {key: value for key, (name, value) in fitting.items() if name in SURE}
    return Known(sure, {key: value for key, (_, value) in fitting.items() if key not in sure})


def learn(work: Work, person_id: int, flow: Flow, answers: Mapping[str, Any]) -> None:
    """Keeps what the partner has answered of the organisation, for the next time."""
    partner = partners.find(work, person_id)
    if partner is None:
        return
    told = {step.reuse: answers[step.key] for step in flow.steps if step.reuse and answers.get(step.key)}
    told.pop(ORGANISATION, None)  # the invitation says it
    partner.profile = {**partner.profile, **told}


def end(work: Work, partner: Partner, by: Actor) -> None:
    """The person speaks for nobody any more; orders that were sent go on as a citizen's."""
    partners.leave(work, partner)
    work.note("partner.left", by.role, member=by.member, detail={"sort": partner.sort})
