"""The public pages: the form, its uploads, the receipt and the private status page.

A program sends a piece as a browser without JavaScript does: GET ``/``, take
``csrfmiddlewaretoken`` and ``key`` from the form, then POST ``/`` as
``multipart/form-data`` with the cookie and these fields:

``kind`` (news, feature, photo_news, editorial, notice), ``kicker``, ``headline``,
``deck``, ``byline``, ``body`` (plain text: a line is a paragraph, ``## `` begins a
subhead, ``**`` encloses bold words), ``section`` (slug, or empty), ``contact_name``,
``contact_unit``, ``contact_email`` or ``contact_phone``, ``note_to_desk``, ``consent``
(on), ``key`` (a UUID; the same key again is the same piece), ``photos`` (files,
repeated), ``photo_captions`` and ``photo_credits`` (repeated, in the order of the
files; must be there when photographs are).

Further fields: ``is_exclusive`` (on) with ``exclusive_until`` (a day, 15 to 180 days
from now), ``approved_by``, and ``clearance_upload`` (the id of a stamped page that was
sent up before).

Unless ``FORM_CAPTCHA`` is off, ``altcha`` carries the solution of a challenge: GET
``/challenge/`` gives one (ALTCHA, good for 20 minutes and one piece), which the ALTCHA
library of any language solves in a fraction of a second; in Python
``Payload(challenge, solve_challenge(challenge)).to_base64()``, as
``guidekit/demo/challenge.py`` does.  Without it the answer is 303 to
``/confirm/<handle>/``: the piece is kept, and goes to the desk when that page is posted
with the six digits (``code``) of the letter to ``contact_email``.

The answer is 303 to ``/status/<token>/received/``, whose page has the receipt number
in ``data-ref``; 422 is the form again, each sentence in a ``.field-error``; 429 is too
many in an hour (``FORM_RATE_PER_HOUR``); 503 is try again.
"""
