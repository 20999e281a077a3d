"""What can be wrong after the walk: at the centre, with what is made, at the hand-over, at the end."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.strict import msgid

OUTCOMES: Mapping[str, str] = {
    "reason.required": msgid("Give a reason."),
    "reason.too-long": msgid("The reason is too long: at most {limit} characters."),
    "request.supervisor-only": msgid("Only a supervisor can make this request “{to}”."),
    # the centre
    "approval.centre-first": msgid("This request goes to the centre first."),
    "centre.nothing": msgid("Mark at least one request for the letter."),
    "centre.not-to-send": msgid("Request {code} does not wait for a letter: it is “{state}”."),
    "centre.other-addressee": msgid("Request {code} concerns another addressee."),
    "letter.unknown": msgid("There is no such letter."),
    "inquiry.unknown": msgid("The centre was not asked this."),
    "inquiry.answered": msgid("The answer to this is recorded already."),
    "inquiry.closed": msgid("The request does not wait for the centre any more: it is “{state}”."),
    "inquiry.reply-day": msgid("The answer must bear a day from {sent} to {today}."),
    "inquiry.text-required": msgid("Write down what the centre says."),
    "inquiry.no-silence": msgid("For this service no answer is not a yes. Remind the centre."),
    "inquiry.not-due": msgid("The answer is due on {due}; wait until that day is over."),
    # what is made
    "output.none": msgid("Nothing was made for this request."),
    "output.not-approved": msgid("This needs approval first; the request is “{state}”."),
    "output.wrong-kind": msgid("This request ends in something else."),
    "output.days": msgid("The stamp needs its first and its last day, in this order, or neither."),
    "output.uses": msgid("A stamp is good for 1 to {most} journeys."),
    "output.companions": msgid("A stamp counts 0 to {most} companions."),
    "output.blank": msgid("Write the blank as its kind and its serial, such as {example}."),
    "output.blank-used": msgid("The blank {blank} was used already."),
    "certificate.void": msgid("The seal is genuine, but this certificate was declared void."),
    "duplicate.not-in-force": msgid(
        "A duplicate is made of a certificate that was handed over and is in force; this request is "
        "“{state}”."
    ),
    "duplicate.being-printed": msgid("The last sheet of this certificate was not found good yet."),
    "duplicate.changed": msgid(
        "The data have changed since it was issued, so it cannot be printed again. Declare it void and issue "
        "a new one."
    ),
    "duplicate.on-a-blank": msgid(
        "It stands on a numbered blank, of which there is no duplicate. Declare it void and issue a new one."
    ),
    "duplicate.too-many": msgid("There are {limit} duplicates of it already."),
    "certificate.other-output": msgid("This request does not end in a certificate."),
    # the hand-over
    "hand-over.not-ready": msgid("There is nothing to hand over yet: the request is “{state}”."),
    "hand-over.minor": msgid("A child's paper is given to a guardian only."),
    "hand-over.not-a-minor": msgid("The applicant is of age: no guardian collects for them."),
    "hand-over.not-guardian": msgid("No guardian of this child has this number."),
    "hand-over.other-identity": msgid("This is not the national code of the applicant."),
    "hand-over.no-proxy": msgid("For this service the applicant must come in person."),
    "hand-over.proxy-paper": msgid("Write down the proxy's paper: its kind, number and date."),
    # the slips
    "slip.none": msgid("There is no slip for a request that is “{state}”."),
    "slip.no-stamp": msgid("There is no stamp to put in for this request: it is “{state}”."),
    "slip.nothing-kept": msgid("No original of this request is kept here: it is “{state}”."),
    "slip.not-handed-over": msgid("Nothing of this request was handed over: it is “{state}”."),
    # the end
    "ending.nothing-made": msgid("Nothing in force was issued on this request."),
    "refusal.not-at-the-counter": msgid(
        "In the walk refuse only for lack of capacity or for pressure. Refer everything else."
    ),
    "refusal.in-the-walk": msgid("The clerk who verifies it must close the walk first."),
    "link.itself": msgid("A request cannot follow itself."),
    "link.other-person": msgid("The two requests belong to different people."),
    "link.already": msgid("This request follows that one already."),
    "link.circle": msgid("The earlier request already follows this one."),
}
