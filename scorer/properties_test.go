package scorer

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shortlist/parser"
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

// The order in which people tell of their jobs changes no point of the evidence
// and none of the match; who they are and where they live, no point at all.
func TestBlindness(t *testing.T) {
	s := newScorer(t)
	jobs := []string{
		"Backend Engineer, Northwind\nMar 2019 - Feb 2022\n- Wrote the order service in Go with PostgreSQL.\n- Took the pager one week in four.\n",
		"Software Developer, Globex\nMar 2015 - Feb 2019\n- Cut the nightly import from six hours to forty minutes.\n- Moved events to Kafka.\n",
		"Junior Developer, Initech\nMar 2013 - Feb 2015\n- Wrote unit tests in Java.\n",
	}
	resume := func(name, place, details, school string, jobs []string) string {
		return name + "\nperson@example.com | +1 415 555 0134 | " + place + "\n" + details + "\nExperience\n" + strings.Join(jobs, "\n") +
			"\nEducation\nBSc Computer Science, " + school + ", 2009 - 2013\nSkills\nGo, PostgreSQL, Git\n"
	}
	held := Options{Job: softwarePosting}
	want := reportOf(t, s, resume("Mara Lindqvist", "Portland, OR", "", "Lakeside University", jobs), held)
	evidence := func(r *Report) float64 {
		return r.Categories[slices.IndexFunc(r.Categories, func(c Category) bool { return c.ID == "evidence" })].Points
	}
	rapid.Check(t, func(r *rapid.T) {
		name := rapid.SampledFrom([]string{"Mara Lindqvist", "Oluwaseun Adeyemi", "John Smith", "Fatima Zahra El Idrissi", "Li Wei", "Maria da Silva"}).Draw(r, "name")
		details := rapid.SampledFrom([]string{"", "Gender: female\n", "Gender: male\n", "Nationality: Kenyan\n", "Age: 57\n", "Date of birth: 3 May 1968\n", "Marital status: married\n"}).Draw(r, "details")
		school := rapid.SampledFrom([]string{"Lakeside University", "Harvard University", "University of Lagos", "City Evening College"}).Draw(r, "school")
		place := rapid.SampledFrom([]string{"Portland, OR", "Lagos, Nigeria", "12 Mill Lane, Leeds", "Hyderabad, India"}).Draw(r, "place")
		if got := reportOf(t, s, resume(name, place, details, school, jobs), held); got.Score != want.Score || got.Job.Match != want.Job.Match {
			r.Fatalf("%d points, a match of %d for %s, %s, %q, %s; %d and %d for others", got.Score, got.Job.Match, name, place, details, school, want.Score, want.Job.Match)
		}
		mixed := rapid.Permutation(jobs).Draw(r, "jobs")
		if got := reportOf(t, s, resume(name, place, details, school, mixed), held); evidence(got) != evidence(want) || got.Job.Match != want.Job.Match {
			r.Fatalf("%v points of evidence, a match of %d in another order, %v and %d before", evidence(got), got.Job.Match, evidence(want), want.Job.Match)
		}
	})
}

// Of real resumes as well: another name, another school and another town change
// neither score nor match.
func TestBlindnessOfTheCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("the corpus is left out in short mode")
	}
	files, err := filepath.Glob(filepath.Join(corpus, "docx", "*.docx"))
	if err != nil || len(files) == 0 {
		t.Skip("the corpus is not beside the repository")
	}
	s := judge(t)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc := parse(t, filepath.Base(file), data)
		want := check(t, s, doc, Options{Job: softwarePosting})
		for _, who := range [][3]string{{"Oluwaseun Adeyemi", "University of Lagos", "Lagos, Nigeria"}, {"John Smith", "Harvard University", "Boston, MA"}} {
			got := check(t, s, somebodyElse(doc, who), Options{Job: softwarePosting})
			if got.Score != want.Score || got.Job.Match != want.Job.Match {
				t.Errorf("%s: %d points, a match of %d as %s; %d and %d before", filepath.Base(file), got.Score, got.Job.Match, who[0], want.Score, want.Job.Match)
			}
		}
	}
}

// somebodyElse returns a document with another name, school and town, of as many
// words and in the same case: how much of the words stands in tables is judged.
func somebodyElse(doc *parser.Document, who [3]string) *parser.Document {
	d := *doc
	d.Education = slices.Clone(doc.Education)
	pairs := []string{"\x00", ""}
	put := func(field *string, with string) {
		words := strings.Fields(*field)
		for i, all := 0, strings.Fields(with); i < len(words); i++ {
			words[i] = all[i%len(all)]
		}
		if len(words) == 0 {
			return
		}
		with = strings.Join(words, " ")
		if strings.ToUpper(*field) == *field {
			with = strings.ToUpper(with)
		}
		pairs = append(pairs, *field, with, wordCapitals(*field), wordCapitals(with)) // a signature may be set in another case
		*field = with
	}
	put(&d.Name, who[0])
	put(&d.Location, who[2])
	for i := range d.Education {
		put(&d.Education[i].School, who[1])
	}
	other := strings.NewReplacer(pairs...)
	d.Lines, d.Statements = slices.Clone(doc.Lines), slices.Clone(doc.Statements)
	for i := range d.Lines {
		d.Lines[i].Text = other.Replace(d.Lines[i].Text)
	}
	for i := range d.Statements {
		d.Statements[i].Text = other.Replace(d.Statements[i].Text)
	}
	return &d
}

// wordCapitals sets each word of a text with a capital.
func wordCapitals(text string) string {
	words := strings.Fields(strings.ToLower(text))
	for i, w := range words {
		words[i] = capitalize(w)
	}
	return strings.Join(words, " ")
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
