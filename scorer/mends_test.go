package scorer

import (
	"math"
	"slices"
	"testing"

	"shortlist/parser"
)

func TestMends(t *testing.T) {
	s := newScorer(t)
	for _, text := range []string{longResume(), frame("list", "Java, PostgreSQL, Kafka, Terraform, Docker"), frame("bullet", "Drove the forklift.")} {
		r, err := s.Check(parser.FromText(text), Options{})
		if err != nil {
			t.Fatal(err)
		}
		mends := r.Mends()
		sum := 0.0
		for _, m := range mends {
			if !m.IfDone {
				sum += m.Win
			}
		}
		if math.Abs(sum-float64(r.Recoverable)) > 0.6 {
			t.Errorf("the mends of a resume with %d points add up to %.2f, but %d are recoverable", r.Score, sum, r.Recoverable)
		}
		for i := 1; i < len(mends); i++ {
			before, m := mends[i-1], mends[i]
			if before.IfDone && !m.IfDone || before.IfDone == m.IfDone && hundredths(before.Win) < hundredths(m.Win) {
				t.Errorf("%+v stands before %+v", before, m)
			}
		}
	}
}

func TestMendsOfNamedAndAbsent(t *testing.T) {
	r := &Report{
		Signals: []Signal{
			{ID: "messaging", Label: "Messaging", Level: Named, Points: 0.25, Max: 1.67},
			{ID: "incident-response", Label: "Incidents", Max: 1.67},
			{ID: "cloud", Label: "Cloud", Level: Shown, Points: 1.17, Max: 1.67},
			{ID: "legacy", Label: "Legacy"},
		},
		Gaps: []Gap{{Signal: "messaging", How: "Say what flowed."}, {Signal: "incident-response", How: "Say what broke."}, {Signal: "legacy", How: "Say what it was."}},
		Findings: []Finding{
			{ID: "dates", Status: Warn, Points: 2, Max: 2.2, Fix: "Add the months."},
			{ID: "chronology", Status: Fail, Points: 0, Max: 2, Fix: "Sort."},
			{ID: "length", Status: Pass, Points: 2, Max: 2},
		},
	}
	var got []string
	for _, m := range r.Mends() {
		got = append(got, m.Check+m.Signal)
	}
	if want := []string{"chronology", "messaging", "dates", "incident-response"}; !slices.Equal(got, want) {
		t.Errorf("mends are %v, want %v", got, want)
	}
	if last := r.Mends()[3]; !last.IfDone {
		t.Error("what is absent is not marked")
	}
}
