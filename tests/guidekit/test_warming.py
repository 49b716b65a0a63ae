"""The first page is made before anybody asks for it."""

import pytest
from django.core.wsgi import get_wsgi_application
from django.template import engines

from guidekit.warming import warm_up


@pytest.mark.django_db(transaction=True)
def test_the_form_is_made_once_beforehand():
    (loader,) = engines["django"].engine.template_loaders
    loader.reset()

    assert warm_up(get_wsgi_application())

    made = {str(template.name) for template in loader.get_template_cache.values()}
    assert any(name.startswith("submissions/") for name in made)


@pytest.mark.django_db(transaction=True)
def test_a_page_that_fails_stops_nothing(caplog):
    def broken(_environ, _start):
        raise RuntimeError("no database yet")

    assert not warm_up(broken)
    assert "could not be made beforehand" in caplog.text


def test_an_answer_that_is_no_page_is_told(db):
    def refusing(_environ, start):
        start("503 Service Unavailable", [])
        return [b"later"]

    assert not warm_up(refusing)
