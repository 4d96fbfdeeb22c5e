package prep

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shortlist/scorer"
)

func gap(signal string, level scorer.Level, questions string, lines ...int) scorer.Gap {
	return scorer.Gap{
		Signal: signal, Label: strings.ToUpper(signal), Level: level, Questions: strings.Fields(questions),
		Why: "why " + signal, How: "how " + signal, Evidence: evidence(lines...),
	}
}

func claim(signal string, level scorer.Level, questions string, lines ...int) scorer.Claim {
	return scorer.Claim{
		Signal: signal, Label: strings.ToUpper(signal), Level: level, Questions: strings.Fields(questions),
		Why: "why " + signal, Evidence: evidence(lines...),
	}
}

func evidence(lines ...int) []scorer.Evidence {
	var out []scorer.Evidence
	for _, n := range lines {
		out = append(out, scorer.Evidence{Line: n, Quote: fmt.Sprint("line ", n), Words: []string{"line"}})
	}
	return out
}

// describe gives a list of links as one line each: question, labels, level,
// reasons, lines.
func describe(links []Link) []string {
	var out []string
	for _, l := range links {
		var lines []int
		for _, e := range l.Evidence {
			lines = append(lines, e.Line)
		}
		why, how := l.Why, l.How
		if why == l.Question.Why {
			why = "its why"
		}
		if how != "" && how == l.Question.How {
			how = "its how"
		}
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %v %s %s %v", l.Question.ID, strings.Join(l.Signals, "+"), l.Level, why, how, lines)))
	}
	return out
}

func TestLinks(t *testing.T) {
	for _, test := range []struct {
		name         string
		report       scorer.Report
		gaps, claims []string
	}{
		{
			name: "each list in the order of the report",
			report: scorer.Report{
				Gaps:   []scorer.Gap{gap("testing", scorer.Absent, "ship-or-harden inherited-service"), gap("caching", scorer.Named, "caching-failure-modes", 4)},
				Claims: []scorer.Claim{claim("scale", scorer.Measured, "webhook-pipeline", 9), claim("query-tuning", scorer.Shown, "database-performance", 3, 5)},
			},
			gaps: []string{
				"ship-or-harden TESTING absent its why its how []",
				"inherited-service TESTING absent its why its how []",
				"caching-failure-modes CACHING named why caching how caching [4]",
			},
			claims: []string{
				"webhook-pipeline SCALE measured its why  [9]",
				"database-performance QUERY-TUNING shown why query-tuning  [3 5]",
			},
		},
		{
			name: "a question of several signals stands once, with all labels and lines",
			report: scorer.Report{Claims: []scorer.Claim{
				claim("cloud", scorer.Measured, "slow-dependency", 2, 6),
				claim("containers", scorer.Shown, "slow-dependency", 6, 8),
			}},
			claims: []string{"slow-dependency CLOUD+CONTAINERS measured its why  [2 6 8]"},
		},
		{
			name: "the signal that a question is most about speaks for a gap",
			report: scorer.Report{Gaps: []scorer.Gap{
				gap("observability", scorer.Absent, "inherited-service"),
				gap("legacy", scorer.Named, "inherited-service", 7),
			}},
			gaps: []string{"inherited-service LEGACY+OBSERVABILITY named why legacy how legacy [7]"},
		},
		{
			name: "the strongest speaks for a claim, and of equals the one that it is most about",
			report: scorer.Report{Claims: []scorer.Claim{
				claim("backend-language", scorer.Measured, "rate-limiter", 1),
				claim("api-design", scorer.Measured, "rate-limiter", 2),
				claim("rate-limiting", scorer.Shown, "rate-limiter", 3),
			}},
			claims: []string{"rate-limiter API-DESIGN+BACKEND-LANGUAGE+RATE-LIMITING measured its why  [2 1 3]"},
		},
		{
			name: "what is only shown can be asked about from both sides",
			report: scorer.Report{
				Gaps:   []scorer.Gap{gap("rate-limiting", scorer.Absent, "rate-limiter")},
				Claims: []scorer.Claim{claim("backend-language", scorer.Shown, "rate-limiter", 1)},
			},
			gaps:   []string{"rate-limiter RATE-LIMITING absent why rate-limiting how rate-limiting []"},
			claims: []string{"rate-limiter BACKEND-LANGUAGE shown its why  [1]"},
		},
		{
			name: "a measured claim takes its question from a gap that leads elsewhere too",
			report: scorer.Report{
				Gaps:   []scorer.Gap{gap("delivery-guarantees", scorer.Absent, "payment-idempotency webhook-pipeline"), gap("messaging", scorer.Absent, "webhook-pipeline")},
				Claims: []scorer.Claim{claim("scale", scorer.Measured, "webhook-pipeline", 1)},
			},
			gaps: []string{
				"payment-idempotency DELIVERY-GUARANTEES absent why delivery-guarantees how delivery-guarantees []",
				"webhook-pipeline MESSAGING absent why messaging how messaging []", // it leads nowhere else
			},
			claims: []string{"webhook-pipeline SCALE measured its why  [1]"},
		},
		{name: "an empty report"},
	} {
		t.Run(test.name, func(t *testing.T) {
			links := testLibrary(t).Links(&test.report)
			if got := describe(links.Gaps); !slices.Equal(got, test.gaps) {
				t.Errorf("gaps\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.gaps, "\n"))
			}
			if got := describe(links.Claims); !slices.Equal(got, test.claims) {
				t.Errorf("claims\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.claims, "\n"))
			}
		})
	}
}

// A question says why it is expected of somebody if one of its gaps does.
func TestLinksOfWhatIsExpected(t *testing.T) {
	first, second := gap("cloud", scorer.Absent, "slow-dependency"), gap("resilience", scorer.Absent, "slow-dependency")
	first.Expected = "of a senior"
	links := testLibrary(t).Links(&scorer.Report{Gaps: []scorer.Gap{first, second}})
	if len(links.Gaps) != 1 || links.Gaps[0].Expected != "of a senior" {
		t.Errorf("links %+v", links.Gaps)
	}
}

func TestLinksLeaveTheReportAlone(t *testing.T) {
	first := claim("cloud", scorer.Shown, "slow-dependency", 2)
	second := claim("containers", scorer.Shown, "slow-dependency", 2)
	second.Evidence[0].Words = []string{"Kubernetes"}
	first.Evidence[0].Words = append(make([]string, 0, 4), "AWS")
	links := testLibrary(t).Links(&scorer.Report{Claims: []scorer.Claim{first, second}})
	if got := links.Claims[0].Evidence[0].Words; !slices.Equal(got, []string{"AWS", "Kubernetes"}) {
		t.Errorf("words of the joined evidence: %q", got)
	}
	if got := first.Evidence[0].Words; !slices.Equal(got, []string{"AWS"}) || first.Evidence[0].Words[:2][1] != "" {
		t.Errorf("words in the report: %q", got[:2])
	}
}
