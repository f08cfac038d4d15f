from evaluation.false_friends import false_friend_figure, load_cases


def test_there_are_enough_cases_and_no_two_alike() -> None:
    texts = [case.text for case in load_cases()]
    assert len(texts) == len(set(texts)) >= 60


def test_the_times_of_a_case_stand_in_it() -> None:
    assert [c for c in load_cases() for words, _ in c.times if words not in c.text] == []


def test_nearly_all_false_friends_are_told_from_times() -> None:
    assert false_friend_figure().value >= 95
