"""Stories put together at random come out as they were put together."""

from hypothesis import given, settings

from press.copy.recognising.model import Material
from press.copy.recognising.story import recognise
from tests.press.copy.recognising.stories import Told, sendings


@settings(max_examples=150, deadline=None)
@given(sendings())
def test_story_is_recovered(sending: tuple[Material, Told]):
    material, told = sending

    story = recognise(material)

    assert (story.kicker, story.headline, story.deck, story.byline) == (
        *(told.kicker, told.headline, told.deck),
        told.byline,
    )
    assert tuple((b.kind.value, b.text) for b in story.blocks) == told.body
    assert tuple((p.caption, p.credit) for p in story.photos) == told.photos
    if told.contact[0]:
        contact = (story.contact_name, story.contact_unit, story.contact_phone)
        assert contact == told.contact
