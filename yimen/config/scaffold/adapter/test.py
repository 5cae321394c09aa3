from yimen.adapters.$port.$name import $klass


def test_until_it_is_connected_the_wire_says_so_in_one_line() -> None:
    assert $klass("$name").check()
    assert "\n" not in $klass("$name").check()
