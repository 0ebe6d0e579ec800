-- What several views of month.sql read is worked out once. Optional: the answers are the same without it.
CACHE LAZY TABLE member;
CACHE LAZY TABLE standing;
CACHE LAZY TABLE credited;
CACHE LAZY TABLE school_coverage;
CACHE LAZY TABLE lesson_since;
CACHE LAZY TABLE lesson_settled;
CACHE LAZY TABLE issue_by_person;
