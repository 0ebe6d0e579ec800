"""Schools that are called alike are told apart by their codes, and only they."""

from inspector_app.domain.school import told_apart


def test_only_schools_of_one_name_are_told_with_their_code() -> None:
    schools = {"21": "示范区第1小学", "22": "实验小学", "23": "实验小学"}
    assert told_apart(schools) == {
        "21": "示范区第1小学", "22": "实验小学（22）", "23": "实验小学（23）",
    }  # fmt: skip
    assert told_apart({}) == {}
