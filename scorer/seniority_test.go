package scorer

import (
	"testing"

	"shortlist/parser"
)

func newTestLadder(t *testing.T) *ladder {
	t.Helper()
	l, err := newLadder(seniorityTxt)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLevelOfTitle(t *testing.T) {
	l := newTestLadder(t)
	for title, want := range map[string]Seniority{
		"Software Engineer":                         UnknownLevel,
		"Backend Developer":                         UnknownLevel,
		"Software Engineering Intern":               EntryLevel,
		"Senior Engineering Intern":                 EntryLevel,
		"Jr. Developer":                             EntryLevel,
		"Associate System Engineer":                 EntryLevel,
		"Software Engineer II":                      MidLevel,
		"Sr Software Engineer":                      SeniorLevel,
		"Sr. PHP Developer":                         SeniorLevel,
		"Senior Associate Developer":                SeniorLevel,
		"SDE III":                                   SeniorLevel,
		"Staff Engineer, Platform Infrastructure":   LeadLevel,
		"Senior Staff Engineer":                     LeadLevel,
		"Sr. Engineering Manager":                   LeadLevel,
		"Software Architect":                        LeadLevel,
		"Co-Founder & CTO":                          LeadLevel,
		"Director of Infrastructure":                LeadLevel,
		"Temporary Staff (IT)":                      UnknownLevel,
		"Product Manager":                           UnknownLevel,
		"Member of Technical Staff":                 UnknownLevel,
		"Developer, Leadership Development Program": UnknownLevel,
	} {
		if got := l.ofTitle(title); got != want {
			t.Errorf("%s: %q, want %q", title, got, want)
		}
	}
}

func TestCareer(t *testing.T) {
	job := func(title, start, end string) parser.Job {
		return parser.Job{Title: title, Start: dateOf(start), End: dateOf(end)}
	}
	for _, tt := range []struct {
		name     string
		jobs     []parser.Job
		other    int // how many jobs, from the last on, are in another trade
		months   int
		software int
		level    Seniority
		title    string
	}{
		{"no jobs", nil, 0, 0, 0, UnknownLevel, ""},
		{"a title says it", []parser.Job{job("Senior Engineer", "2025-01", "2025-12"), job("Engineer", "2024-01", "2024-12")}, 0, 24, 24, SeniorLevel, "Senior Engineer"},
		{"once a lead", []parser.Job{job("Engineer", "2025-01", "present"), job("Team Lead", "2024-01", "2024-12")}, 0, 30, 30, LeadLevel, "Team Lead"},
		{"a lead for four months", []parser.Job{job("Engineer", "2023-01", "2025-12"), job("Team Lead", "2022-01", "2022-04")}, 0, 40, 40, MidLevel, ""},
		{"a lead since last month", []parser.Job{job("Team Lead", "2026-05", "present"), job("Engineer", "2024-05", "2026-04")}, 0, 26, 26, LeadLevel, "Team Lead"},
		{"an associate for many years", []parser.Job{job("Associate Engineer", "2013-01", "present")}, 0, 162, 162, SeniorLevel, ""},
		{"the years say it", []parser.Job{job("Engineer", "2020-01", "present")}, 0, 78, 78, SeniorLevel, ""},
		{"three years", []parser.Job{job("Engineer", "2023-01", "2025-12")}, 0, 36, 36, MidLevel, ""},
		{"a year", []parser.Job{job("Engineer", "2025-01", "2025-12")}, 0, 12, 12, EntryLevel, ""},
		{"a year as the second grade", []parser.Job{job("Engineer II", "2025-01", "2025-12")}, 0, 12, 12, MidLevel, "Engineer II"},
		{"what overlaps counts once", []parser.Job{job("Engineer", "2023-01", "2024-12"), job("Tutor", "2023-07", "2025-06")}, 0, 30, 30, MidLevel, ""},
		{"another trade before", []parser.Job{job("Developer", "2025-01", "2025-12"), job("Senior Nurse", "2010-01", "2024-12")}, 1, 192, 12, EntryLevel, ""},
		{"a junior after years", []parser.Job{job("Junior Developer", "2025-01", "present"), job("Operator", "2012-01", "2024-12")}, 0, 174, 174, EntryLevel, "Junior Developer"},
		{"no longer a junior", []parser.Job{job("Junior Developer", "2018-01", "2019-12"), job("Developer", "2020-01", "2025-12")}, 0, 96, 96, SeniorLevel, ""},
		{"no dates", []parser.Job{job("Developer", "", "")}, 0, 0, 0, UnknownLevel, ""},
	} {
		software := make([]bool, len(tt.jobs))
		for i := range len(tt.jobs) - tt.other {
			software[i] = true
		}
		c := newTestLadder(t).careerOf(tt.jobs, software, june2026)
		if c.Months != tt.months || c.SoftwareMonths != tt.software || c.Level != tt.level || c.Title != tt.title {
			t.Errorf("%s: %+v, want %d and %d months, %q by %q", tt.name, c, tt.months, tt.software, tt.level, tt.title)
		}
	}
}

func TestSeniorityDataIsChecked(t *testing.T) {
	for data, want := range map[string]string{
		"senior: sr\nboss: chief": `scorer/data/seniority.txt:2: there is no level "boss"; the levels are entry, mid, senior, lead`,
		"years senior many":       `scorer/data/seniority.txt:1: strconv.ParseFloat: parsing "many": invalid syntax`,
	} {
		if _, err := newLadder(data); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", data, err, want)
		}
	}
}
