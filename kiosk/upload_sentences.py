"""Sentences about what people bring: uploads, sticks, the scanner, and requests from the portal."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.strict import msgid

JUDGED: Mapping[str, str] = {
    "ok": msgid("It is easy to read."),
    "blurred": msgid("Kept although it is blurred."),
    "dark": msgid("Kept although it is dark."),
    "cut": msgid("Kept although lines run over its edge."),
    "turned": msgid("Kept although it lies on its side."),
    "same-as-other": msgid("Kept although it is there as another document, too."),
}
"""What is said of a scan that is kept, by how it was judged."""
DOUBTED: Mapping[str, str] = {
    "blurred": msgid("The scan is blurred."),
    "dark": msgid("The scan is very dark."),
    "cut": msgid("Lines run over the edge of the scan."),
    "turned": msgid("The scan lies on its side."),
    "same-as-other": msgid("The same picture stands under another document or person."),
}
"""What an officer is warned of who compares the scan with its original."""
KEPT = msgid("It is stored.")
"""Of one that nothing was said of when it came."""

UPLOADS: Mapping[str, str] = {
    # uploads
    "upload.empty": msgid("The file is empty."),
    "upload.too-large": msgid("The file is too large: at most {limit} bytes."),
    "upload.too-many-pages": msgid("The file has too many pages: at most {limit}."),
    "upload.damaged": msgid(
        "The file is cut off: page {page} can only be read in part. Save or scan it again."
    ),
    "upload.blank": msgid("There is nothing on the picture. Is the paper the right way round?"),
    "upload.small": msgid("The picture is too small to be read. Scan it at 300 dpi."),
    "upload.unreadable": msgid("Nothing on the picture can be read. Scan or photograph it again."),
    "upload.blurred": msgid("The picture is blurred. Can you read every line of it?"),
    "upload.dark": msgid("The picture is very dark. Can you read every line of it?"),
    "upload.cut": msgid("Lines run over the edge of the picture. Is the whole paper on it?"),
    "upload.turned": msgid("The picture seems to lie on its side. Turn it, or keep it if it is right."),
    "upload.same-as-other": msgid("The same picture is already there under another document or person."),
    "upload.closed": msgid("Documents cannot be exchanged now: the request is “{state}”."),
    "upload.because-too-long": msgid("The reason is too long: at most {limit} characters."),
    # sticks and folders
    "stick.gone": msgid("The stick or folder cannot be read any more. Nothing was lost; put it in again."),
    "stick.changed": msgid("The file changed while it was read. Try again."),
    "stick.not-here": msgid("There is no such file or folder in this place."),
    "stick.not-a-file": msgid("This is no ordinary file and is not opened."),
    "stick.too-many": msgid(
        "The folder has more than {limit} entries. Put the scans into a folder of their own."
    ),
    # the scanner
    "scanner.none": msgid("No scanner is set up for this station."),
    "scanner.missing": msgid("The program scanimage is not installed."),
    "scanner.failed": msgid("The scanner did not deliver a page. Look at the scanner and try again."),
    "scanner.busy": msgid("The scanner is busy. Wait a moment and try again."),
    "scanner.cover": msgid("The cover of the scanner is open, or a paper is stuck in it."),
    "scanner.no-paper": msgid("There is no paper in the scanner."),
    "scanner.too-slow": msgid("The scanner took longer than {seconds} seconds and was stopped."),
    "scanner.cancelled": msgid("The scan was stopped."),
    # requests from the portal
    "bundle.missing": msgid("There is no file or folder {file}."),
    "bundle.unreadable": msgid("{file} is no folder and no zip file that can be read."),
    "bundle.unsafe-name": msgid(
        "The zip file has names that lead out of it, stand there twice, or are locked."
    ),
    "bundle.too-large": msgid("The bundle is too large to unpack."),
    "bundle.empty": msgid("There is no request in the bundle."),
    "import.not-json": msgid("The file request.json cannot be read as JSON."),
    "import.file-missing": msgid("There is no file {file}."),
    "import.file-odd": msgid("{file} is no ordinary file, or it is damaged."),
    "import.other-content": msgid(
        "A request with this tracking code is here already, and it says something else."
    ),
    "import.other-person": msgid("Somebody else is registered under this national code."),
}
