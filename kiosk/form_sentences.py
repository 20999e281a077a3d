"""The sentences of what applicants type: kept apart from `kiosk.sentences` so that both can be overseen."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.strict import msgid

FORM_SENTENCES: Mapping[str, str] = {
    "form.wrong": msgid("The page was not recorded yet. To be corrected: {count}."),
    "form.no-such-page": msgid("The form has no such page."),
    "form.no-such-field": msgid("The form has no such field."),
    "text.signs": msgid("“{field}” has signs that cannot be printed."),
    "text.too-short": msgid("“{field}” is too short: at least {least} letters."),
    "choice.unknown": msgid("Choose one of the answers offered for “{field}”."),
    "number.range": msgid("“{field}” must be from {least} to {most}."),
    "digits.characters": msgid("Only digits can stand here."),
    "day.before-other": msgid("“{field}” is before {day}, when it begins."),
    "day.not-yet": msgid("“{field}” is in the future."),
    "day.already": msgid("“{field}” is in the past."),
    "day.age": msgid("“{field}” makes an age of {age}; here it must be from {least} to {most} years."),
    "day.too-long-ago": msgid("“{field}” is more than {years} years ago."),
    "country.unknown": msgid("No country is called that. Write its name in Persian or English."),
    "phone.characters": msgid("A phone number has digits only, and + before the country code."),
    "phone.country": msgid("Begin the phone number with + and the country code."),
    "phone.length": msgid("With its country code a phone number has 8 to 15 digits; this has {digits}."),
    "postcode.characters": msgid("An Iranian postcode consists of digits only."),
    "postcode.length": msgid("An Iranian postcode has 10 digits; this has {digits}."),
    "postcode.route": msgid("The first five digits of an Iranian postcode are never 0 or 2."),
    "passport.form": msgid("A passport number is one Latin letter and 8 digits."),
    "booklet.series": msgid("The booklet's series is up to four letters and then digits."),
    # codes by mail
    "email.not-confirmed": msgid("The code was sent to {email}. Keep this address here."),
    "code.digits": msgid("The code in the mail has {digits} digits."),
    "code.wrong": msgid("This code is not right."),
    "code.expired": msgid("There is no valid code any more. Ask for a new one."),
    "code.locked": msgid("This code was wrong too often. Ask for a new one."),
    "code.too-many-mails": msgid("Too many codes were sent. The next one can be sent after {until}."),
    # registration
    "registration.unknown": msgid("There is no such registration."),
    "registration.pages-missing": msgid("{done} of {all} pages are recorded. Record the others first."),
    "registration.known-otherwise": msgid(
        "This cannot be finished here. Please come to the counter with an identity paper."
    ),
    "registration.done": msgid("This registration is finished. Sign in with a code."),
    "registration.elsewhere": msgid(
        "This registration goes on at another station. Ask for a code to go on here."
    ),
    "child.of-age": msgid("Somebody of {years} years or more registers for themselves."),
    "child.self": msgid("This is your own national code. Type the child's."),
    "child.linked": msgid("This child is registered under this person already."),
    "guardian.minor": msgid("Only somebody of {years} years or more can act for a child."),
    # accounts of applicants
    "account.none": msgid("This person has no account yet."),
    "account.closed": msgid("This account is closed. Please ask at the counter."),
    "applicant.sign-in-wrong": msgid("The national code or the password is wrong."),
    "applicant.password-locked": msgid("The password is locked. Sign in with a code and choose a new one."),
    "password.too-long": msgid("A password has at most {limit} characters."),
    "password.characters": msgid("The password has an invisible character. Type it by hand."),
}
