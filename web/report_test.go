package web

import (
	"testing"

	"shortlist/prep"
	"shortlist/scorer"
)

func TestHeadline(t *testing.T) {
	for _, tt := range []struct {
		wins []float64
		want string
	}{
		{[]float64{4, 3, 2.4}, "Close. Three changes could win up to 9 points."},
		{[]float64{3, 1}, "Close. Two changes could win up to 4 points."},
		{[]float64{1}, "Close. One change could win up to 1 point."},
		{[]float64{.4}, "Close. One change could make it a little better."},
		{nil, "Close. We found nothing to mend."},
	} {
		var mends []mend
		for _, w := range tt.wins {
			mends = append(mends, mend{Win: w})
		}
		if got := headline("Close.", mends); got != tt.want {
			t.Errorf("headline of %v = %q, want %q", tt.wins, got, tt.want)
		}
	}
}

func TestMeaning(t *testing.T) {
	for _, tt := range []struct {
		grade    string
		evidence float64
		want     string
	}{
		{"ready", 30, "Ready to send."},
		{"close", 20, "Close."},
		{"work", 4, "A base to build on."},
		{"work", 0, "No line shows backend work."},
		{"start", 1, "Much is still open."},
	} {
		r := &scorer.Report{Grade: tt.grade, Categories: []scorer.Category{{ID: "impact"}, {ID: "evidence", Points: tt.evidence, Max: 40}}}
		if got := meaning(r); got != tt.want {
			t.Errorf("meaning of %s with %v points of evidence = %q, want %q", tt.grade, tt.evidence, got, tt.want)
		}
	}
}

func TestGain(t *testing.T) {
	for win, want := range map[float64]string{4: "4 points", 1.67: "1.7 points", .98: "1 point", .5: "0.5 points"} {
		if got := (mend{Win: win}).Gain(); got != want {
			t.Errorf("a win of %v is %q, want %q", win, got, want)
		}
	}
}

func TestSum(t *testing.T) {
	if got, want := newReportPage(fullReport(), fullLinks()).Sum, "21 + 15.3 + 25.7 + 9 = 71"; got != want {
		t.Errorf("the sum is %q, want %q", got, want)
	}
}

func TestMendsAreWhatWinsMost(t *testing.T) {
	r := fullReport()
	got := mends(r)
	want := []string{"check-reading-order", "check-measured-bullets", "check-dates"}
	if len(got) != len(want) {
		t.Fatalf("%d mends, want %d", len(got), len(want))
	}
	for i, m := range got {
		if m.Anchor != want[i] {
			t.Errorf("mend %d leads to %s, want %s", i+1, m.Anchor, want[i])
		}
	}
}

func TestReportPageShowsEverySignalAndCheck(t *testing.T) {
	r := fullReport()
	p := newReportPage(r, fullLinks())
	signals, checks := 0, 0
	for _, f := range p.Families {
		signals += len(f.Found) + len(f.Absent)
	}
	for _, g := range p.Checks {
		checks += len(g.Open) + len(g.Passed) + len(g.Skipped)
	}
	if signals != len(r.Signals) || checks != len(r.Findings) {
		t.Errorf("%d of %d signals and %d of %d checks are on the page", signals, len(r.Signals), checks, len(r.Findings))
	}
	if len(p.Gaps.First)+len(p.Gaps.Rest) != 5 || len(p.Claims.First) != 1 {
		t.Error("a link to a question is lost")
	}
}

func TestQuotesShowEachPlaceOnce(t *testing.T) {
	e := scorer.Evidence{Page: 2, Quote: "Cut p99", Words: []string{"p99"}}
	whole := scorer.Evidence{Page: 1, Quote: "Cut p99", Context: "Cut p99 of checkout"}
	got := quoter{pages: 2}.quotes([]scorer.Evidence{e, e, whole})
	if len(got) != 2 || got[0].Place != "page 2" || got[1].Parts[0].Text != "Cut p99 of checkout" {
		t.Errorf("quotes = %+v", got)
	}
	if got := (quoter{pages: 1}).quotes([]scorer.Evidence{e}); got[0].Place != "" {
		t.Errorf("a document of one page says %q", got[0].Place)
	}
}

func TestWithoutBullet(t *testing.T) {
	for line, want := range map[string]string{
		"• Built it": "Built it", "-  Built it": "Built it", "– Built it": "Built it", " Built it ": "Built it",
		"-5% of cost": "-5% of cost", "A team": "A team", "•": "•", "": "",
	} {
		if got := withoutBullet(line); got != want {
			t.Errorf("withoutBullet(%q) = %q, want %q", line, got, want)
		}
	}
}

func TestSafeHref(t *testing.T) {
	for address, safe := range map[string]bool{
		"https://example.com/a": true, "http://example.com": true,
		"javascript:alert(1)": false, "data:text/html,x": false, "example.com": false,
		"https://": false, "//example.com": false, "mailto:a@example.com": false, "http://[": false,
	} {
		if got := safeHref(address) != ""; got != safe {
			t.Errorf("safeHref(%q) lets through: %t, want %t", address, got, safe)
		}
	}
}

func TestEmptyReport(t *testing.T) {
	p := newReportPage(emptyReport(), prep.Links{})
	if p.Headline != "Much is still open. We found nothing to mend." || len(p.Read.Contact) != 4 {
		t.Errorf("page of an empty report: %q, %d contact fields", p.Headline, len(p.Read.Contact))
	}
}
