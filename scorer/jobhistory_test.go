package scorer

import (
	"fmt"
	"testing"

	"shortlist/parser"
)

func jobsOf(dates ...string) []parser.Job {
	var out []parser.Job
	for i := 0; i < len(dates); i += 2 {
		out = append(out, parser.Job{Start: dateOf(dates[i]), End: dateOf(dates[i+1])})
	}
	return out
}

var june2026 = parser.Date{Year: 2026, Month: 6}

func TestHistory(t *testing.T) {
	for _, tt := range []struct {
		name         string
		jobs         []parser.Job
		months, open int
	}{
		{"one job", jobsOf("2020-01", "2020-12"), 12, 0},
		{"to this day", jobsOf("2026-01", "present"), 6, 0},
		{"side by side", jobsOf("2020-01", "2020-12", "2020-07", "2021-06"), 18, 0},
		{"one within the other", jobsOf("2020-01", "2022-12", "2021-01", "2021-03"), 36, 0},
		{"years alone", jobsOf("2016", "2019"), 42, 0},
		{"one year alone", jobsOf("2016", "2016"), 6, 0},
		{"no end", jobsOf("2020-01", "", "2018-01", "2018-12"), 12, 1},
		{"nothing", nil, 0, 0},
	} {
		if h := historyOf(tt.jobs, june2026); h.months != tt.months || h.open != tt.open {
			t.Errorf("%s: %d months, %d open, want %d and %d", tt.name, h.months, h.open, tt.months, tt.open)
		}
	}
}

func TestGaps(t *testing.T) {
	studies, _ := periodOf(dateOf("2013"), dateOf("2015"), june2026)
	for _, tt := range []struct {
		name   string
		jobs   []parser.Job
		others []period
		want   string // the months of each gap
	}{
		{"none", jobsOf("2020-01", "present", "2015-01", "2019-12"), nil, "[]"},
		{"a year is let pass", jobsOf("2020-01", "present", "2015-01", "2018-12"), nil, "[]"},
		{"thirteen months", jobsOf("2020-02", "present", "2015-01", "2018-12"), nil, "[13]"},
		{"a year without months may reach its end", jobsOf("2020-01", "present", "2015", "2018"), nil, "[]"},
		{"studies between", jobsOf("2016-01", "present", "2010-01", "2012-12"), []period{studies}, "[]"},
		{"before the first job nothing is asked", jobsOf("2025-01", "present"), []period{studies}, "[]"},
		{"to this day", jobsOf("2015-01", "2024-06"), nil, "[24]"},
		{"two", jobsOf("2026-01", "present", "2020-01", "2020-12", "2015-01", "2015-12"), nil, "[48 60]"},
	} {
		var got []int
		for _, g := range historyOf(tt.jobs, june2026).gaps(tt.others, june2026, 12) {
			got = append(got, g.months())
		}
		if s := fmt.Sprint(got); s != tt.want {
			t.Errorf("%s: gaps of %s months, want %s", tt.name, s, tt.want)
		}
	}
}

func TestOverlap(t *testing.T) {
	for _, tt := range []struct {
		jobs []parser.Job
		want int
	}{
		{jobsOf("2020-01", "2020-12", "2020-07", "2021-06"), 6},
		{jobsOf("2020-01", "2020-12", "2021-01", "2021-06"), 0},
		{jobsOf("2020", "2021", "2021", "2022"), 0},
	} {
		p := historyOf(tt.jobs, june2026).periods
		if got := max(0, overlap(p[0], p[1])); got != tt.want {
			t.Errorf("%v: %d months, want %d", tt.jobs, got, tt.want)
		}
	}
}
