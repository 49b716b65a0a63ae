"""The memory of web processes, without the one that watches over them."""

import httpx
import pytest

from bench.web_memory import web_peak_mb
from tests.servers.ports import free_port
from tests.servers.web import running_web


@pytest.mark.django_db(transaction=True)
def test_a_web_process_is_found_by_its_address():
    with running_web() as web:
        httpx.get(web.url)  # the port is open before the process is there
        assert 50 < web_peak_mb(web.url) < 500


def test_where_nothing_answers_it_says_so():
    with pytest.raises(RuntimeError, match="No web process"):
        web_peak_mb(f"http://127.0.0.1:{free_port()}")
