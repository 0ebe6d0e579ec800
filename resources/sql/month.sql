-- The month table, word for word the same for DuckDB and for Spark. Parameters, each a day:
--   ${start} ${end}     the first and the last day that the month counts
--   ${school_year}      the 1 September on or before the last day
--   ${year}             the 1 January on or before it
-- Run duckdb.sql or spark.sql first. Then read month_table and schools_below_frequency: a row for each
-- inspector, zone and district, and one for all districts together (kind 'all').

-- Who is there, with the zone of the last day.
CREATE OR REPLACE TEMP VIEW staff AS
SELECT district, id, CASE WHEN holds = 1 THEN zone ELSE '' END AS zone FROM (
    SELECT district, id, zone, holds,
           ROW_NUMBER() OVER (PARTITION BY district, id
                              ORDER BY holds DESC, since DESC NULLS LAST) AS place
    FROM (SELECT district, id, zone, since,
                 CASE WHEN coalesce(since, DATE '${end}') <= DATE '${end}'
                           AND coalesce(until, DATE '${end}') >= DATE '${end}'
                      THEN 1 ELSE 0 END AS holds
          FROM person) dated) placed
WHERE place = 1;

CREATE OR REPLACE TEMP VIEW member AS
SELECT district AS of_district, 'inspector' AS kind, id AS name, district, id AS person FROM staff
UNION ALL SELECT district, 'zone', zone, district, id FROM staff WHERE zone <> ''
UNION ALL SELECT district, 'district', '', district, id FROM staff
UNION ALL SELECT '', 'all', '', district, id FROM staff;

-- Rules 1 and 2: an entry of a peer counts until the record itself is at hand.
CREATE OR REPLACE TEMP VIEW visit_within AS
SELECT v.*, concat(v.school, '|', CAST(v.day AS STRING)) AS school_day FROM visit v
WHERE v.month BETWEEN substr('${start}', 1, 7) AND substr('${end}', 1, 7)
  AND v.day BETWEEN DATE '${start}' AND DATE '${end}';

CREATE OR REPLACE TEMP VIEW credit_within AS
SELECT district, visit, person FROM credit
WHERE month BETWEEN substr('${start}', 1, 7) AND substr('${end}', 1, 7)
  AND day BETWEEN DATE '${start}' AND DATE '${end}';

CREATE OR REPLACE TEMP VIEW covered AS
SELECT DISTINCT district, uid FROM (
    SELECT e.district, e.uid, r.uid AS record
    FROM visit_within e
    JOIN visit_within r ON r.district = e.district AND r.school = e.school AND r.day = e.day
         AND NOT r.entry
         AND (r.lead = e.lead OR r.session = e.session
              OR r.session = 'full_day' OR e.session = 'full_day')
    JOIN credit_within ce ON ce.district = e.district AND ce.visit = e.uid
    LEFT JOIN credit_within cr ON cr.district = e.district AND cr.visit = r.uid
         AND cr.person = ce.person
    WHERE e.entry
    GROUP BY e.district, e.uid, r.uid HAVING count(*) = count(cr.person)) pairs;

CREATE OR REPLACE TEMP VIEW standing AS
SELECT v.* FROM visit_within v
LEFT JOIN covered c ON c.district = v.district AND c.uid = v.uid
WHERE c.uid IS NULL;

CREATE OR REPLACE TEMP VIEW credited AS
SELECT v.district, v.uid, v.school, v.school_day, v.half_days, c.person,
       CASE WHEN c.person = v.lead AND NOT v.entry THEN 1 ELSE 0 END AS led
FROM standing v JOIN credit_within c ON c.district = v.district AND c.visit = v.uid;

CREATE OR REPLACE TEMP VIEW visit_figures AS
SELECT g.of_district, g.kind, g.name,
       count(DISTINCT school_day) AS visits,
       count(DISTINCT CASE WHEN led = 1 THEN school_day END) AS led_visits,
       count(DISTINCT school) AS visited_schools,
       count(DISTINCT CASE WHEN type = 'routine' THEN school_day END) AS by_type_routine,
       count(DISTINCT CASE WHEN type = 'campaign' THEN school_day END) AS by_type_campaign,
       count(DISTINCT CASE WHEN type = 'comprehensive' THEN school_day END) AS by_type_comprehensive,
       count(DISTINCT CASE WHEN type = 'follow_up' THEN school_day END) AS by_type_follow_up,
       count(DISTINCT CASE WHEN type = 'complaint_check' THEN school_day END) AS by_type_complaint_check,
       count(DISTINCT CASE WHEN type = 'emergency' THEN school_day END) AS by_type_emergency,
       count(DISTINCT CASE WHEN type = 'joint' THEN school_day END) AS by_type_joint,
       sum(campus_walks) AS campus_walks, sum(documents_read) AS documents_read,
       sum(meetings_attended) AS meetings_attended, sum(panels) AS panels,
       sum(teachers_interviewed) AS teachers_interviewed,
       sum(students_interviewed) AS students_interviewed,
       sum(parents_interviewed) AS parents_interviewed,
       sum(questionnaires_sent) AS questionnaires_sent,
       sum(questionnaires_returned) AS questionnaires_returned,
       sum(briefings_heard) AS briefings_heard
FROM (SELECT m.of_district, m.kind, m.name, c.district, c.uid, max(c.led) AS led
      FROM member m JOIN credited c ON c.district = m.district AND c.person = m.person
      GROUP BY m.of_district, m.kind, m.name, c.district, c.uid) g
JOIN standing v ON v.district = g.district AND v.uid = g.uid
GROUP BY g.of_district, g.kind, g.name;

-- Rule 3: one person's half days, at most two for a school and day.
CREATE OR REPLACE TEMP VIEW person_days AS
SELECT district, person, count(*) AS days, sum(least(2, halves)) AS half_days FROM (
    SELECT district, person, school_day, sum(half_days) AS halves FROM credited
    GROUP BY district, person, school_day) each_day
GROUP BY district, person;

CREATE OR REPLACE TEMP VIEW day_figures AS
SELECT m.of_district, m.kind, m.name, sum(d.days) AS inspector_visits, sum(d.half_days) AS half_days
FROM member m JOIN person_days d ON d.district = m.district AND d.person = m.person
GROUP BY m.of_district, m.kind, m.name;

-- Rules 4 and 5: schools in force on the last day; anyone's visit covers one for a zone or district.
CREATE OR REPLACE TEMP VIEW assigned AS
SELECT DISTINCT a.district, a.person, a.school FROM assignment a
LEFT JOIN school s ON s.district = a.district AND s.code = a.school
WHERE a.since <= DATE '${end}' AND (a.until IS NULL OR a.until >= DATE '${end}')
  AND (s.closed_on IS NULL OR s.closed_on > DATE '${end}');

CREATE OR REPLACE TEMP VIEW school_coverage AS
SELECT a.of_district, a.kind, a.name, a.school,
       max(CASE WHEN v.school IS NULL THEN 0 ELSE 1 END) AS covered
FROM (SELECT DISTINCT m.of_district, m.kind, m.name, a.district, a.school
      FROM member m JOIN assigned a ON a.district = m.district AND a.person = m.person) a
LEFT JOIN (SELECT DISTINCT c.district, c.school, c.person AS by_whom FROM credited c
           UNION SELECT DISTINCT c.district, c.school, '' FROM credited c
           JOIN staff s ON s.district = c.district AND s.id = c.person) v
  ON v.district = a.district AND v.school = a.school
 AND v.by_whom = CASE WHEN a.kind = 'inspector' THEN a.name ELSE '' END
GROUP BY a.of_district, a.kind, a.name, a.school;

CREATE OR REPLACE TEMP VIEW coverage_figures AS
SELECT of_district, kind, name, count(*) AS assigned_schools, sum(covered) AS covered_schools
FROM school_coverage GROUP BY of_district, kind, name;

CREATE OR REPLACE TEMP VIEW schools_below_frequency AS
SELECT of_district, kind, name, school FROM school_coverage WHERE covered = 0;

-- Rule 7: one person hears one lesson in one period; one that record and entry hold is the record's.
CREATE OR REPLACE TEMP VIEW lesson_since AS
SELECT l.* FROM lesson l
WHERE l.month BETWEEN substr(CAST(least(DATE '${start}', DATE '${school_year}', DATE '${year}') AS STRING), 1, 7)
                  AND substr('${end}', 1, 7)
  AND l.day BETWEEN least(DATE '${start}', DATE '${school_year}', DATE '${year}') AND DATE '${end}';

CREATE OR REPLACE TEMP VIEW lesson_entered AS
SELECT e.* FROM (
    SELECT l.*, ROW_NUMBER() OVER (PARTITION BY district, school, day, listener, period
                                   ORDER BY uid) AS place
    FROM lesson_since l WHERE entry) e
LEFT JOIN (SELECT DISTINCT district, school, day, listener, period FROM lesson_since
           WHERE NOT entry) heard
  ON heard.district = e.district AND heard.school = e.school AND heard.day = e.day
 AND heard.listener = e.listener AND heard.period = e.period
WHERE e.place = 1 AND heard.listener IS NULL;

CREATE OR REPLACE TEMP VIEW lesson_home AS
SELECT district, school, day, class_name, period, visit AS home FROM (
    SELECT district, school, day, class_name, period, visit,
           ROW_NUMBER() OVER (PARTITION BY district, school, day, class_name, period
                              ORDER BY entered, uid) AS place
    FROM (SELECT district, school, day, class_name, period, visit, uid, 0 AS entered
          FROM lesson_since WHERE NOT entry
          UNION ALL SELECT district, school, day, class_name, period, visit, uid, 1
          FROM lesson_entered) every) placed
WHERE place = 1;

CREATE OR REPLACE TEMP VIEW lesson_settled AS
SELECT district, listener, day, concat(visit, '|', class_name, '|', CAST(period AS STRING)) AS heard
FROM lesson_since WHERE NOT entry
UNION ALL
SELECT e.district, e.listener, e.day,
       concat(h.home, '|', e.class_name, '|', CAST(e.period AS STRING))
FROM lesson_entered e JOIN lesson_home h
  ON h.district = e.district AND h.school = e.school AND h.day = e.day
 AND h.class_name = e.class_name AND h.period = e.period;

CREATE OR REPLACE TEMP VIEW lesson_figures AS
SELECT m.of_district, m.kind, m.name,
       sum(CASE WHEN l.day >= DATE '${start}' THEN 1 ELSE 0 END) AS lessons,
       count(DISTINCT CASE WHEN l.day >= DATE '${start}' THEN l.heard END) AS lessons_distinct,
       sum(CASE WHEN l.day >= DATE '${school_year}' THEN 1 ELSE 0 END) AS lessons_year,
       sum(CASE WHEN l.day >= DATE '${year}' THEN 1 ELSE 0 END) AS lessons_calendar_year
FROM member m JOIN lesson_settled l ON l.district = m.district AND l.listener = m.person
GROUP BY m.of_district, m.kind, m.name;

-- Rules 8 to 10. An issue ends on the day of 销号 or 撤销, the earlier of them, never before it was found.
CREATE OR REPLACE TEMP VIEW issue_ended AS
SELECT i.*,
       CASE WHEN closed_at IS NULL THEN voided_at WHEN voided_at IS NULL THEN closed_at
            WHEN closed_at <= voided_at THEN closed_at ELSE voided_at END AS ended_on,
       closed_at IS NOT NULL AND (voided_at IS NULL OR closed_at <= voided_at) AS by_closing
FROM (SELECT n.*,
             CASE WHEN closed_on IS NULL THEN NULL ELSE greatest(closed_on, found_on) END AS closed_at,
             CASE WHEN voided_on IS NULL THEN NULL ELSE greatest(voided_on, found_on) END AS voided_at
      FROM issue n WHERE n.month <= substr('${end}', 1, 7) AND n.found_on <= DATE '${end}') i;

CREATE OR REPLACE TEMP VIEW issue_marked AS
SELECT i.*,
       CASE WHEN found_on >= DATE '${start}' THEN 1 ELSE 0 END AS found,
       CASE WHEN noticed_on BETWEEN DATE '${start}' AND DATE '${end}' THEN 1 ELSE 0 END AS noticed,
       CASE WHEN ended_on BETWEEN DATE '${start}' AND DATE '${end}' THEN 1 ELSE 0 END AS ended,
       CASE WHEN ended_on IS NULL OR ended_on > DATE '${end}' THEN 1 ELSE 0 END AS still_open,
       CASE WHEN by_closing AND ended_on <= DATE '${end}' THEN 1 ELSE 0 END AS is_closed,
       CASE WHEN due BETWEEN DATE '${start}' AND DATE '${end}'
                 AND (voided_on IS NULL OR voided_on > due) THEN 1 ELSE 0 END AS is_due,
       CASE WHEN answered_on <= due THEN 1 ELSE 0 END AS in_time
FROM issue_ended i;

CREATE OR REPLACE TEMP VIEW issue_by_person AS
SELECT district, lead,
       sum(found) AS issues_found,
       sum(CASE WHEN weight = 'minor' THEN found ELSE 0 END) AS severity_minor,
       sum(CASE WHEN weight = 'ordinary' THEN found ELSE 0 END) AS severity_ordinary,
       sum(CASE WHEN weight = 'serious' THEN found ELSE 0 END) AS severity_serious,
       sum(CASE WHEN weight = 'complex' THEN found ELSE 0 END) AS severity_complex,
       sum(CASE WHEN fixed_on_the_spot THEN found ELSE 0 END) AS fixed_on_the_spot,
       sum(noticed) AS notices,
       count(DISTINCT CASE WHEN noticed = 1
                           THEN concat(visit, '|', CAST(noticed_on AS STRING)) END) AS notice_documents,
       sum(CASE WHEN found_on < DATE '${start}'
                     AND (ended_on IS NULL OR ended_on >= DATE '${start}') THEN 1 ELSE 0 END) AS open_at_start,
       sum(CASE WHEN by_closing THEN ended ELSE 0 END) AS closed,
       sum(CASE WHEN by_closing THEN 0 ELSE ended END) AS voided,
       sum(still_open) AS open_at_end,
       sum(CASE WHEN due < DATE '${end}' THEN still_open ELSE 0 END) AS overdue_at_end,
       sum(CASE WHEN due < DATE '${end}' AND answered_on <= DATE '${end}'
                THEN still_open ELSE 0 END) AS overdue_awaiting_check,
       sum(is_due) AS due,
       sum(is_due * in_time) AS answered_on_time,
       sum(is_due * in_time * is_closed) AS on_time,
       sum(CASE WHEN extended_to IS NULL THEN 0 ELSE is_due END) AS extended,
       sum(CASE WHEN found_on >= DATE '${school_year}' THEN 1 ELSE 0 END) AS found_in_year,
       sum(CASE WHEN found_on >= DATE '${school_year}' THEN is_closed ELSE 0 END) AS closed_in_year,
       sum(CASE WHEN found_on >= DATE '${year}' THEN 1 ELSE 0 END) AS found_in_calendar_year,
       sum(CASE WHEN found_on >= DATE '${year}' THEN is_closed ELSE 0 END) AS closed_in_calendar_year
FROM issue_marked
GROUP BY district, lead;

CREATE OR REPLACE TEMP VIEW issue_figures AS
SELECT m.of_district, m.kind, m.name,
       sum(issues_found) AS issues_found, sum(severity_minor) AS severity_minor,
       sum(severity_ordinary) AS severity_ordinary, sum(severity_serious) AS severity_serious,
       sum(severity_complex) AS severity_complex, sum(fixed_on_the_spot) AS fixed_on_the_spot,
       sum(notices) AS notices, sum(notice_documents) AS notice_documents,
       sum(open_at_start) AS open_at_start, sum(closed) AS closed, sum(voided) AS voided,
       sum(open_at_end) AS open_at_end, sum(overdue_at_end) AS overdue_at_end,
       sum(overdue_awaiting_check) AS overdue_awaiting_check, sum(due) AS due,
       sum(answered_on_time) AS answered_on_time, sum(on_time) AS on_time, sum(extended) AS extended,
       sum(found_in_year) AS found_in_year, sum(closed_in_year) AS closed_in_year,
       sum(found_in_calendar_year) AS found_in_calendar_year,
       sum(closed_in_calendar_year) AS closed_in_calendar_year
FROM member m JOIN issue_by_person i ON i.district = m.district AND i.lead = m.person
GROUP BY m.of_district, m.kind, m.name;

CREATE OR REPLACE TEMP VIEW complaint_figures AS
SELECT m.of_district, m.kind, m.name,
       sum(CASE WHEN received_on BETWEEN DATE '${start}' AND DATE '${end}' THEN 1 ELSE 0 END) AS received,
       sum(done) AS closed,
       sum(CASE WHEN closed_on <= deadline THEN done ELSE 0 END) AS closed_on_time,
       sum(CASE WHEN substantiated THEN done ELSE 0 END) AS substantiated
FROM member m JOIN (
    SELECT c.*, CASE WHEN closed_on BETWEEN DATE '${start}' AND DATE '${end}' THEN 1 ELSE 0 END AS done
    FROM complaint c) c ON c.district = m.district AND c.person = m.person
GROUP BY m.of_district, m.kind, m.name;

CREATE OR REPLACE TEMP VIEW month_table AS
SELECT s.of_district, s.kind, s.name,
       coalesce(g.assigned_schools, 0) AS assigned_schools,
       coalesce(g.covered_schools, 0) AS coverage_n,
       coalesce(g.assigned_schools, 0) AS coverage_of,
       coalesce(v.visits, 0) AS visits,
       coalesce(d.inspector_visits, 0) AS inspector_visits,
       coalesce(v.led_visits, 0) AS led_visits,
       coalesce(d.half_days, 0) AS half_days,
       coalesce(v.visited_schools, 0) AS visited_schools,
       coalesce(v.by_type_routine, 0) AS by_type_routine,
       coalesce(v.by_type_campaign, 0) AS by_type_campaign,
       coalesce(v.by_type_comprehensive, 0) AS by_type_comprehensive,
       coalesce(v.by_type_follow_up, 0) AS by_type_follow_up,
       coalesce(v.by_type_complaint_check, 0) AS by_type_complaint_check,
       coalesce(v.by_type_emergency, 0) AS by_type_emergency,
       coalesce(v.by_type_joint, 0) AS by_type_joint,
       coalesce(v.campus_walks, 0) AS campus_walks,
       coalesce(v.documents_read, 0) AS documents_read,
       coalesce(v.meetings_attended, 0) AS meetings_attended,
       coalesce(v.panels, 0) AS panels,
       coalesce(v.teachers_interviewed, 0) AS teachers_interviewed,
       coalesce(v.students_interviewed, 0) AS students_interviewed,
       coalesce(v.parents_interviewed, 0) AS parents_interviewed,
       coalesce(v.questionnaires_sent, 0) AS questionnaires_sent,
       coalesce(v.questionnaires_returned, 0) AS questionnaires_returned,
       coalesce(v.briefings_heard, 0) AS briefings_heard,
       coalesce(l.lessons, 0) AS lessons,
       coalesce(l.lessons_distinct, 0) AS lessons_distinct,
       coalesce(l.lessons_year, 0) AS lessons_year,
       coalesce(l.lessons_calendar_year, 0) AS lessons_calendar_year,
       coalesce(i.issues_found, 0) AS issues_found,
       coalesce(i.severity_minor, 0) AS severity_minor,
       coalesce(i.severity_ordinary, 0) AS severity_ordinary,
       coalesce(i.severity_serious, 0) AS severity_serious,
       coalesce(i.severity_complex, 0) AS severity_complex,
       coalesce(i.fixed_on_the_spot, 0) AS fixed_on_the_spot,
       coalesce(i.notices, 0) AS notices,
       coalesce(i.notice_documents, 0) AS notice_documents,
       coalesce(i.open_at_start, 0) AS open_at_start,
       coalesce(i.closed, 0) AS closed,
       coalesce(i.voided, 0) AS voided,
       coalesce(i.open_at_end, 0) AS open_at_end,
       coalesce(i.overdue_at_end, 0) AS overdue_at_end,
       coalesce(i.overdue_awaiting_check, 0) AS overdue_awaiting_check,
       coalesce(i.on_time, 0) AS on_time_n,
       coalesce(i.due, 0) AS on_time_of,
       coalesce(i.extended, 0) AS extended,
       coalesce(i.answered_on_time, 0) AS answered_on_time_n,
       coalesce(i.due, 0) AS answered_on_time_of,
       coalesce(i.closed_in_year, 0) AS closed_in_year_n,
       coalesce(i.found_in_year, 0) AS closed_in_year_of,
       coalesce(i.closed_in_calendar_year, 0) AS closed_in_calendar_year_n,
       coalesce(i.found_in_calendar_year, 0) AS closed_in_calendar_year_of,
       coalesce(v.by_type_follow_up, 0) AS follow_up_visits,
       coalesce(c.received, 0) AS complaints_received,
       coalesce(c.closed, 0) AS complaints_closed,
       coalesce(c.closed_on_time, 0) AS complaints_closed_on_time_n,
       coalesce(c.closed, 0) AS complaints_closed_on_time_of,
       coalesce(c.substantiated, 0) AS complaints_substantiated
FROM (SELECT DISTINCT of_district, kind, name FROM member) s
LEFT JOIN coverage_figures g ON g.of_district = s.of_district AND g.kind = s.kind AND g.name = s.name
LEFT JOIN visit_figures v ON v.of_district = s.of_district AND v.kind = s.kind AND v.name = s.name
LEFT JOIN day_figures d ON d.of_district = s.of_district AND d.kind = s.kind AND d.name = s.name
LEFT JOIN lesson_figures l ON l.of_district = s.of_district AND l.kind = s.kind AND l.name = s.name
LEFT JOIN issue_figures i ON i.of_district = s.of_district AND i.kind = s.kind AND i.name = s.name
LEFT JOIN complaint_figures c ON c.of_district = s.of_district AND c.kind = s.kind AND c.name = s.name;
