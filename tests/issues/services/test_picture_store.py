from issues.services.picture_store import PictureStore


def test_what_is_put_is_got(tmp_path):
    store = PictureStore(tmp_path / "kept")
    store.put("a key", b"bytes")

    assert (store.get("a key"), store.get("another")) == (b"bytes", None)


def test_a_damaged_file_is_as_good_as_none(tmp_path):
    store = PictureStore(tmp_path)
    store.put("a key", b"bytes")
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-1] + b"?")

    assert store.get("a key") is None
    assert not list(tmp_path.iterdir())


def test_the_oldest_go_when_there_is_too_much(tmp_path):
    store = PictureStore(tmp_path)
    for number in range(4):
        store.put(str(number), bytes(1000))

    store.sweep(most_bytes=4100)

    assert len([1 for number in range(4) if store.get(str(number))]) == 1
    store.sweep(most_bytes=4100)
    assert len(list(tmp_path.iterdir())) == 1
