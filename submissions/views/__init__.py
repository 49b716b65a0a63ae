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

The answer is 303 to ``/status/<token>/received/``, whose page has the receipt number
in ``data-ref``; 422 is the form again, each sentence in a ``.field-error``; 429 is too
many in an hour (``FORM_RATE_PER_HOUR``); 503 is try again.
"""
