"""What stands under a list of the desk, and what is said after a save."""

import pytest
from django.apps import apps
from django.utils.translation import override

from desk.models import Job, Letter
from guidekit.templatetags.list_totals import TOTALS, list_total
from submissions.models import Submission, Tag


@pytest.mark.parametrize(
    ("model", "number", "words"),
    [
        (Submission, 1, "1 piece in all"),
        (Submission, 18, "18 pieces in all"),
        (Letter, 0, "0 letters in all"),
        (Job, 3, "3 rows in all"),
    ],
)
def test_a_total_names_what_is_counted(model, number, words):
    with override("en"):
        assert list_total(model._meta, number) == words


def test_in_chinese_each_thing_has_its_own_measure():
    with override("zh-hans"):
        assert list_total(Submission._meta, 18) == "共18篇来稿"
        assert list_total(Letter._meta, 18) == "共18封信件"


def test_every_model_that_is_named_exists():
    assert [str(apps.get_model(label)._meta) for label in TOTALS] == list(TOTALS)


@pytest.mark.django_db
def test_a_list_and_a_save_speak_the_desks_chinese(admin_client, settings):
    settings.LANGUAGE_CODE = "zh-hans"
    tag = Tag.objects.create(name="人才")
    rows = {"names-TOTAL_FORMS": 0, "names-INITIAL_FORMS": 0}
    fields = {"vocabulary": "topic", "note": "人才工作", **rows}

    page = admin_client.get("/admin/submissions/tag/").content.decode()
    saved = admin_client.post(
        f"/admin/submissions/tag/{tag.pk}/change/", fields, follow=True
    ).content.decode()

    assert "共1条" in page
    assert "已保存对标签“" in saved
