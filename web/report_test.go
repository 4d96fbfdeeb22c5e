package web

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"shortlist/parser"
	"shortlist/parser/resumetest"
	"shortlist/prep"
	"shortlist/scorer"
)

func TestHeadline(t *testing.T) {
	for _, tt := range []struct {
		grade       string
		mends       []scorer.Mend
		recoverable int
		want        string
	}{
		{"close", []scorer.Mend{{Win: 4}, {Win: 3}, {Win: 2.4}}, 20, "Close. Three changes could win 9 points."},
		{"close", []scorer.Mend{{Win: 4}, {Win: 3}, {Win: 2.4}}, 7, "Close. Three changes could win 7 points."},
		{"work", []scorer.Mend{{Win: 3}, {Win: 1}, {Win: 2, IfDone: true}}, 4, "A base to build on. Two changes could win 4 points."},
		{"ready", []scorer.Mend{{Win: 1}}, 1, "Ready to send. One change could win 1 point."},
		{"ready", []scorer.Mend{{Win: .4}}, 0, "Ready to send. What is left to mend is small."},
		{"ready", []scorer.Mend{{Win: 1.7, IfDone: true}}, 0, "Ready to send. We found nothing to mend."},
		{"start", nil, 0, "Much is still open. What is missing is evidence."},
	} {
		var mends []mend
		for _, m := range tt.mends {
			mends = append(mends, mend{m})
		}
		if got := headline(&scorer.Report{Grade: tt.grade, Recoverable: tt.recoverable}, mends); got != tt.want {
			t.Errorf("headline of %s with %v = %q, want %q", tt.grade, tt.mends, got, tt.want)
		}
	}
}

func TestGain(t *testing.T) {
	for _, tt := range []struct {
		mend scorer.Mend
		want string
	}{
		{scorer.Mend{Win: 4}, "Up to +4 points"},
		{scorer.Mend{Win: 1}, "Up to +1 point"},
		{scorer.Mend{Win: 0.98}, "Up to +1 point"},
		{scorer.Mend{Win: 1.67}, "Up to +1.7 points"},
		{scorer.Mend{Win: 1.67, IfDone: true}, "If you have done it: up to +1.7 points"},
		{scorer.Mend{Win: 1, IfDone: true}, "If you have done it: up to +1 point"},
	} {
		if got := (mend{tt.mend}).Gain(); got != tt.want {
			t.Errorf("the gain of %+v is %q, want %q", tt.mend, got, tt.want)
		}
	}
}

// All that a reader can add up on the page adds up, to the last digit shown, and
// no digit is shown that people have no use for.
func TestPointsAddUp(t *testing.T) {
	sumOf := func(printed ...string) float64 {
		total := 0.0
		for _, p := range printed {
			n, err := strconv.ParseFloat(p, 64)
			if err != nil {
				t.Fatal(err)
			}
			total += n
		}
		return math.Round(total*100) / 100
	}
	number := regexp.MustCompile(`[\d.]+`)
	holds := func(name, sum string) {
		terms, total, found := strings.Cut(sum, " = ")
		if !found || sumOf(number.FindAllString(terms, -1)...) != sumOf(total) {
			t.Errorf("%s: %s", name, sum)
		}
	}
	s := newTestServer(t, nil)
	hundredths := regexp.MustCompile(`(?:class="(?:pts|adds)">|<td>)[^<]*\d\.\d\d`)
	for name, document := range map[string]resumetest.Resume{"sample": resumetest.Sample(), "fresher": resumetest.Fresher()} {
		for _, role := range s.Scorer.Roles() {
			name := name + " as " + role
			doc, err := parser.Parse(t.Context(), "cv.pdf", resumetest.PDF(document), parser.Options{})
			if err != nil {
				t.Fatal(err)
			}
			r, err := s.Scorer.Check(doc, scorer.Options{Role: role, Job: "Backend engineer. You need Go, PostgreSQL and Kafka, and three years of experience. Terraform is a plus."})
			if err != nil {
				t.Fatal(err)
			}
			page := newReportPage(r, s.Library.Links(r))
			holds(name, page.Sum)
			if !strings.HasSuffix(page.Sum, fmt.Sprintf("= %d", page.Score)) {
				t.Errorf("%s: the categories give %s, the score is %d", name, page.Sum, page.Score)
			}
			holds(name+", match", page.Job.Sum)
			for _, l := range page.Job.Lists {
				var terms []string
				for _, row := range l.Rows {
					terms = append(terms, points(row.Points))
				}
				if sumOf(terms...) != sumOf(points(l.Points)) {
					t.Errorf("%s, %s: %v is not %s", name, l.Label, terms, points(l.Points))
				}
			}
			for _, row := range page.Ledger {
				holds(name+", "+row.ID, row.Adds)
			}
			for _, f := range page.Families {
				var signals []string
				for _, row := range f.Found {
					signals = append(signals, points(row.Points))
					if row.Points > row.Max {
						t.Errorf("%s: %s has %v of %v", name, row.ID, row.Points, row.Max)
					}
				}
				if sumOf(signals...) != sumOf(points(f.Points)) {
					t.Errorf("%s: %s has %v, which is not %s", name, f.Name, signals, points(f.Points))
				}
			}
			var b bytes.Buffer
			if err := s.templates["report"].ExecuteTemplate(&b, "base", page); err != nil {
				t.Fatal(err)
			}
			if shown := hundredths.FindString(b.String()); shown != "" {
				t.Errorf("%s: hundredths are shown: %s", name, shown)
			}
		}
	}
}

func TestTenths(t *testing.T) {
	for _, tt := range []struct {
		points []float64
		total  float64
		want   []float64
	}{
		{[]float64{1.67, 1.67, 1.66}, 5, []float64{1.7, 1.7, 1.6}},
		{[]float64{2.5, 0, 0.17}, 2.67, []float64{2.5, 0, 0.2}},
		{[]float64{1.17, 1.16}, 2.4, []float64{1.2, 1.2}},
		{nil, 0, []float64{}},
	} {
		if got := tenths(tt.points, tt.total); !slices.Equal(got, tt.want) {
			t.Errorf("tenths(%v, %v) = %v, want %v", tt.points, tt.total, got, tt.want)
		}
	}
}

func TestMends(t *testing.T) {
	r := fullReport()
	checkAnchors := func(want ...string) {
		t.Helper()
		var got []string
		for _, m := range mends(r) {
			got = append(got, m.Anchor())
		}
		if !slices.Equal(got, want) {
			t.Errorf("mends are %v, want %v", got, want)
		}
	}
	checkAnchors("check-reading-order", "check-measured-bullets", "check-dates")
	r.Findings = nil // what is named comes before what is absent, though it wins less
	checkAnchors("signal-messaging", "signal-incident-response")
	if m := mends(r); m[0].IfDone || !m[1].IfDone {
		t.Error("what is absent can only be written if it was done, what is named can be mended")
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
	if p.Headline != "Much is still open. What is missing is evidence." || len(p.Machine.Contact) != 5 {
		t.Errorf("page of an empty report: %q, %d contact fields", p.Headline, len(p.Machine.Contact))
	}
}

// A page must be light: what is not text to read has its bound.
func TestReportMarkupIsSmall(t *testing.T) {
	s := newTestServer(t, nil)
	for name, data := range map[string][]byte{"cv.pdf": resumetest.PDF(resumetest.Sample()), "cv.docx": resumetest.DOCX(resumetest.Sample())} {
		page := s.get(s.newReport(name, data)).Body.String()
		text := 0
		z := html.NewTokenizer(strings.NewReader(page))
		for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
			if kind == html.TextToken {
				text += len(strings.TrimSpace(z.Token().Data))
			}
		}
		if markup := len(page) - text; markup > 60<<10 {
			t.Errorf("%s: %d bytes, of which %d are markup", name, len(page), markup)
		}
	}
}
