package scorer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shortlist/parser/resumetest"
)

// notEvidence are sentences about a technology that show nothing of one's own.
var notEvidence = []string{
	"Had no experience with %s.",
	"Worked without %s.",
	"Never used %s in production.",
	"Would like to learn %s.",
	"Looking to work with %s one day.",
	"Joined a team that ran %s.",
	"The platform team ran %s.",
	"The rest of the team looked after %s.",
	"Worked next to engineers who used %s.",
	"%s was maintained by the vendor.",
	"Sold %s licenses to banks.",
	"Recruited people with %s for clients.",
	"Watched the engineers set up %s.",
}

// A negation, a wish, somebody else's work and trade are no evidence, whatever
// technology they are about.
func TestNotEvidence(t *testing.T) {
	s := newScorer(t)
	type named struct{ signal, name string }
	var all []named
	for _, rule := range s.rules.Signals {
		for _, n := range rule.Names {
			all = append(all, named{rule.ID.string, n.string})
		}
	}
	frameAlone := levelsOf(t, s, frame("bullet", "Joined the company.")) // its list names Git and others
	rapid.Check(t, func(r *rapid.T) {
		x := rapid.SampledFrom(all).Draw(r, "name")
		line := fmt.Sprintf(rapid.SampledFrom(notEvidence).Draw(r, "sentence"), x.name)
		if got := levelsOf(t, s, frame("bullet", line))[x.signal]; got > frameAlone[x.signal] {
			r.Fatalf("%s is %s by %q", x.signal, got, line)
		}
	})
}

// Who somebody is, and the order in which he tells of his jobs, changes no
// point of the evidence; who he is, no point at all.
func TestBlindness(t *testing.T) {
	s := newScorer(t)
	jobs := []string{
		"Backend Engineer, Northwind\nMar 2019 - Feb 2022\n- Wrote the order service in Go with PostgreSQL.\n- Took the pager one week in four.\n",
		"Software Developer, Globex\nMar 2015 - Feb 2019\n- Cut the nightly import from six hours to forty minutes.\n- Moved events to Kafka.\n",
		"Junior Developer, Initech\nMar 2013 - Feb 2015\n- Wrote unit tests in Java.\n",
	}
	resume := func(name, details, school string, jobs []string) string {
		return name + "\nperson@example.com | +1 415 555 0134 | Portland, OR\n" + details + "\nExperience\n" + strings.Join(jobs, "\n") +
			"\nEducation\nBSc Computer Science, " + school + ", 2009 - 2013\nSkills\nGo, PostgreSQL, Git\n"
	}
	want := reportOf(t, s, resume("Mara Lindqvist", "", "Lakeside University", jobs), Options{})
	evidence := func(r *Report) float64 {
		return r.Categories[slices.IndexFunc(r.Categories, func(c Category) bool { return c.ID == "evidence" })].Points
	}
	rapid.Check(t, func(r *rapid.T) {
		name := rapid.SampledFrom([]string{"Mara Lindqvist", "Oluwaseun Adeyemi", "John Smith", "Fatima Zahra El Idrissi", "Li Wei", "Maria da Silva"}).Draw(r, "name")
		details := rapid.SampledFrom([]string{"", "Gender: female\n", "Gender: male\n", "Nationality: Kenyan\n", "Age: 57\n", "Date of birth: 3 May 1968\n", "Marital status: married\n"}).Draw(r, "details")
		school := rapid.SampledFrom([]string{"Lakeside University", "Harvard University", "University of Lagos", "City Evening College"}).Draw(r, "school")
		if got := reportOf(t, s, resume(name, details, school, jobs), Options{}); got.Score != want.Score {
			r.Fatalf("%d points for %s, %q, %s; %d for others", got.Score, name, details, school, want.Score)
		}
		mixed := rapid.Permutation(jobs).Draw(r, "jobs")
		if got := reportOf(t, s, resume(name, details, school, mixed), Options{}); evidence(got) != evidence(want) {
			r.Fatalf("%v points of evidence in another order, %v before", evidence(got), evidence(want))
		}
	})
}

// The same words are worth the same in a PDF and in a Word document.
func TestSameWordsSameScore(t *testing.T) {
	s := newScorer(t)
	for name, r := range map[string]resumetest.Resume{"engineer": resumetest.Sample(), "fresher": resumetest.Fresher(), "nurse": resumetest.Nurse()} {
		score := func(name string, data []byte) int {
			r, err := s.Check(parse(t, name, data), Options{})
			if err != nil {
				t.Fatal(err)
			}
			return r.Score
		}
		pdf, word := score("ada-park.pdf", resumetest.PDF(r)), score("ada-park.docx", resumetest.DOCX(r))
		if pdf-word > 2 || word-pdf > 2 {
			t.Errorf("%s: %d points as a PDF, %d as a Word document", name, pdf, word)
		}
	}
}

// A posting pasted into the skills pays less than two bullets of real work, and
// the report says what it is.
func TestPastedPosting(t *testing.T) {
	s := newScorer(t)
	const posting = "Backend Engineer Go Python PostgreSQL Redis Kafka RabbitMQ gRPC REST GraphQL OpenAPI OAuth JWT microservices event-driven idempotency caching " +
		"sharding query optimization schema migration transactions concurrency saga CQRS rate limiting Stripe payments on-call incident response postmortem " +
		"observability Prometheus Grafana OpenTelemetry latency p99 SLO error budget AWS Docker Kubernetes Terraform CI/CD canary feature flags unit testing " +
		"code review mentoring ownership documentation runbook legacy cross-functional stakeholder"
	real := []string{"Cut p99 of the search from 900 ms to 120 ms with a Redis cache.", "Took the pager one week in four and wrote two postmortems."}
	base := append([]string{}, evidenceLines()[:4]...)
	for range 4 { // long enough that the length of the resume decides nothing
		base = append(base, "Talked with people about the weather of the season and the plans of the house for the year.")
	}
	before := reportOf(t, s, resumeOf(base...), Options{}).Score
	worked := reportOf(t, s, resumeOf(append(base, real...)...), Options{}).Score
	for _, heap := range []string{posting, strings.ReplaceAll(posting, " ", ", ")} {
		pasted := reportOf(t, s, resumeOf(base...)+heap+"\n", Options{})
		if pasted.Score-before >= worked-before {
			t.Errorf("%d points by a pasted posting, %d by two bullets", pasted.Score-before, worked-before)
		}
		for _, f := range pasted.Findings {
			if f.ID == "repetition" && (f.Status == Pass || !strings.Contains(f.Reason, "in a row")) {
				t.Errorf("repetition: %s: %s", f.Status, f.Reason)
			}
		}
	}
}
