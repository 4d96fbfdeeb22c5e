package scorer

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shortlist/parser"
	"shortlist/parser/resumetest"
)

const nursePosting = `Registered Nurse – Surgical Ward
Alderbrook Hospital, Boise, ID

About us
We have looked after the valley since 1931 and keep our records in PostgreSQL.

What you will do
- Assess patients and write care plans
- Administer medications and IV therapy

What you need
- RN license in the state of Idaho
- BLS certification; ACLS preferred
- At least 2 years of acute care experience
- Associate degree in Nursing
- Attention to detail

Benefits
Health insurance, dental plan, tuition support and a Python course.

Alderbrook is an equal opportunity employer and considers all applicants without regard to race, religion or age.`

const softwarePosting = `Senior Backend Engineer
Berlin, hybrid

Requirements
- 5+ years of experience with backend services
- Go or Kotlin
- PostgreSQL, transactions and locking
- Kafka
- Fluent English
Nice to have
- Terraform
- German`

const nurseResume = `Elena Marsh
elena@example.com | 208-555-0142 | Boise, ID
Experience
Registered Nurse, Pine Valley Medical Center
Jun 2021 - Present
- Assessed six patients a shift and kept their care plans
- Gave medications and IV therapy on an acute care floor, and cut errors by 18%
Staff Nurse, Cedar Hospital
May 2019 - May 2021
- Dressed wounds and trained four new nurses
Education
Associate Degree in Nursing, Treasure Valley College, 2019
Certifications
BLS, 2024
RN license, Idaho
`

const engineerResume = `Mara Lindqvist
mara@example.com | Berlin, Germany
Experience
Senior Backend Engineer, Northwind
Mar 2020 - Present
- Built the settlement service in Go and PostgreSQL for 2 million payments a day
- Moved order events to Kafka and cut their delay from 10 minutes to 2 seconds
Backend Developer, Contoso
Jan 2017 - Feb 2020
- Fixed deadlocks by reworking transactions and row locks
Education
BSc Computer Science, Lakeside University, 2013 - 2016
Languages
English (fluent), German (native)
`

func namesOf(terms []Term) string {
	return strings.Join(each(terms, func(x Term) string { return x.Term }), ", ")
}

// jobIn holds a resume against a posting, in June 2026.
func jobIn(t *testing.T, resume, posting string) *Job {
	t.Helper()
	return check(t, judge(t), parser.FromText(resume), Options{Job: posting}).Job
}

func TestPostingFacts(t *testing.T) {
	for _, tt := range []struct{ posting, want string }{
		{nursePosting, "Registered Nurse – Surgical Ward||2|associate|[]|Boise, ID|"},
		{softwarePosting, "Senior Backend Engineer|senior|5||[English German]|Berlin|hybrid"},
		{"Job title: Junior Accountant\nLocation: Leeds\nRemote: no\nRequirements\n- 6 months' experience\n- Master's or bachelor's degree in finance", "Junior Accountant|junior|0.5|bachelor|[]|Leeds|"},
		{"We're hiring a Sous Chef!\nOur bistro in Halifax has stood for 90 years.\nWe need someone with at least three years in a busy kitchen. French is an asset.", "Sous Chef||3||[French]|Halifax|"},
		{"Warehouse Operative\nYou must be 18 years or older and have 1 year of forklift experience.", "Warehouse Operative||1||[]||"},
		{"Staff Data Engineer (remote)\nRequirements\n- 8-10 years of experience, 3+ years with Spark", "Staff Data Engineer (remote)|lead|8||[]||remote"},
		{"Staff Nurse\nRequirements\n- High school diploma or equivalent\n- Able to do remote monitoring of patients", "Staff Nurse|||high school|[]||"},
	} {
		j := jobIn(t, nurseResume, tt.posting)
		years := ""
		if j.Years > 0 {
			years = fmt.Sprint(j.Years)
		}
		if got := strings.Join([]string{j.Title, j.Seniority, years, j.Degree, fmt.Sprint(j.Languages), j.Location, j.Remote}, "|"); got != tt.want {
			t.Errorf("%.30q: %s, want %s", tt.posting, got, tt.want)
		}
	}
}

// Terms are found in any field of work, and what every posting says is none.
func TestPostingTerms(t *testing.T) {
	for _, tt := range []struct{ posting, required, preferred, tasks, traits string }{
		{nursePosting, "RN license, BLS certification, acute care", "ACLS", "care plans, Administer medications, IV therapy", "Attention to detail"},
		{"Welder\nYou have\n- Experience with MIG and TIG welding (EN ISO 9606 preferred)\n- Ability to read technical drawings", "MIG, TIG welding, technical drawings", "EN ISO 9606", "", ""},
		{"Sales Manager\nThe candidate has a strong background in B2B sales and knowledge of Salesforce, HubSpot or another CRM. Experience in pharma would be useful.",
			"B2B sales, Salesforce, HubSpot", "pharma", "", ""},
		{"Teacher\nEssential\n* Qualified Teacher Status (QTS)\n* excellent written and verbal communication\nDesirable\n* Key Stage 5", "Qualified Teacher Status", "Key Stage 5", "", "communication"},
		{"Carpenter\nRequirements\n- No experience with concrete needed\n- Roof framing\n$28 - $34/hr, 401(k)\nWe offer tools and training.", "Roof framing", "", "", ""},
		{"Plumber\nLeeds\nfull time\n\n✅ Gas Safe registered\n✅ Unvented cylinders\n✅ Full driving licence\nWhat you get 👇\n• A van and a phone", "Gas Safe, Unvented cylinders, driving licence", "", "", ""},
		{"Buyer\n\nHow you'll spend your days\n- Run tenders for packaging\n- Read long contracts of suppliers\n\nWhat sets you apart\n- MCIPS\n- Knowledge of Coupa\n\nEven better if you've met\n- SAP Ariba",
			"MCIPS, Coupa", "SAP Ariba", "Run tenders", ""},
		{"Clerk\nWe move in May.\nRequirements\n- Bachelor's degree in Law, History or\n  Political Science\n- Word\nSimilar jobs\n- Python Developer", "Word", "", "", ""},
		{"Pastry Chef\nHow to apply\n- Send your CV with three photos of cakes\nWho we are\n- A bakery with its own mill", "", "", "", ""},
	} {
		j := jobIn(t, nurseResume, tt.posting)
		got := []string{namesOf(j.Required), namesOf(j.Preferred), namesOf(j.Tasks), strings.Join(j.Traits, ", ")}
		if want := []string{tt.required, tt.preferred, tt.tasks, tt.traits}; !slices.Equal(got, want) {
			t.Errorf("%.20q:\n got %q\nwant %q", tt.posting, got, want)
		}
	}
}

func TestPostingHTML(t *testing.T) {
	const list = `<p><b>Your profile</b></p><ul><li>SAP &amp; Excel</li><li>German at B2</li></ul><p><strong>Nice to have</strong></p><ul><li>Power&nbsp;BI</li></ul>`
	description, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range map[string]string{
		"elements": `<html><head><title>Jobs</title><script>var x = "Kafka"; // Requirements: Rust</script></head><body><nav><ul><li>Java jobs</li></ul></nav><main><h1>Controller</h1>` + list +
			`</main><footer>Python developer jobs</footer></body></html>`,
		"schema.org": `<html><body><h1>Loading</h1><script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":"JobPosting","title":"Controller","description":` + string(description) +
			`,"jobLocation":{"address":{"addressLocality":"Kassel"}}}]}</script><p>Similar jobs: Java Developer</p></body></html>`,
		"a piece": "<div><b>Controller</b></div>" + list,
	} {
		j := jobIn(t, nurseResume, page)
		if j.Title != "Controller" || namesOf(j.Required) != "SAP, Excel" || namesOf(j.Preferred) != "Power BI" || !slices.Equal(j.Languages, []string{"German"}) {
			t.Errorf("%s: title %q, required %q, preferred %q, languages %q", name, j.Title, namesOf(j.Required), namesOf(j.Preferred), j.Languages)
		}
		if name == "schema.org" && j.Location != "Kassel" {
			t.Errorf("the place is %q", j.Location)
		}
	}
}

// A posting as a document reads like the same one as text.
func TestReadPosting(t *testing.T) {
	read := func(data []byte) (*parser.Document, error) {
		return parser.Parse(t.Context(), "", data, parser.Options{})
	}
	lines := resumetest.Resume{Name: "Care Assistant", Summary: "We look after people at home."}
	pdf, err := ReadPosting(resumetest.PDF(lines), read)
	if err != nil || !strings.Contains(pdf, "Care Assistant\n") {
		t.Errorf("of a PDF %q, %v", pdf, err)
	}
	docx, err := ReadPosting(resumetest.DOCX(lines), read)
	if err != nil || !strings.Contains(docx, "Care Assistant\n") {
		t.Errorf("of a DOCX %q, %v", docx, err)
	}
	for _, tt := range []struct {
		data, want string
		err        error
	}{
		{"\ufeffBaker\nRequirements", "Baker\nRequirements", nil},
		{"<meta charset=iso-8859-1><p>B\xe4cker</p><p>gesucht</p>", "Bäcker\n\ngesucht\n\n", nil},
		{" \n\t", "", ErrPostingEmpty},
		{"<html><body><script>x</script></body></html>", "", ErrPostingEmpty},
		{strings.Repeat("é", MaxPosting+1), "", ErrPostingLong},
		{"<p>" + strings.Repeat("<b>x</b>", MaxPosting+1), "", ErrPostingLong},
		{strings.Repeat("<p></p>", MaxPostingPage/7+1), "", ErrPostingLong},
		{"caf\xe9", "", ErrPostingKind},
		{"GIF89a\x00\x01", "", ErrPostingKind},
		{"%PDF-1.7 nothing", "", parser.ErrDamaged},
	} {
		if got, err := ReadPosting([]byte(tt.data), read); got != tt.want || !errors.Is(err, tt.err) {
			t.Errorf("%.20q: %q, %v; want %q, %v", tt.data, got, err, tt.want, tt.err)
		}
	}
}

func TestMatchOfOwnField(t *testing.T) {
	for _, tt := range []struct{ name, resume, own, other string }{
		{"nurse", nurseResume, nursePosting, softwarePosting},
		{"engineer", engineerResume, softwarePosting, nursePosting},
	} {
		own, other := jobIn(t, tt.resume, tt.own).Match, jobIn(t, tt.resume, tt.other).Match
		if own-other < 60 {
			t.Errorf("%s: %d for the own field, %d for another", tt.name, own, other)
		}
	}
}

// A person can add the match up.
func TestMatchIsASum(t *testing.T) {
	for _, resume := range []string{nurseResume, engineerResume, "Mara Lindqvist\nmara@example.com"} {
		for _, posting := range []string{nursePosting, softwarePosting, "Cook\nRequirements\n- HACCP", "Kafka"} {
			j := jobIn(t, resume, posting)
			points, most := 0.0, 0.0
			for _, p := range j.Parts {
				points += p.Points
				most += p.Max
				list := map[string][]Term{"required": j.Required, "preferred": j.Preferred, "tasks": j.Tasks}[p.ID]
				sum := 0.0
				for _, x := range list {
					sum += x.Points
					if x.Points > x.Max+0.011 { // what is rounded goes along
						t.Errorf("%.20q, %s: %s has %.2f of %.2f", posting, p.ID, x.Term, x.Points, x.Max)
					}
				}
				if len(list) > 0 && math.Abs(sum-p.Points) > 0.001 || p.Points > p.Max {
					t.Errorf("%.20q, %s: the terms give %.2f, the part has %.2f of %.2f", posting, p.ID, sum, p.Points, p.Max)
				}
				if p.Why == "" {
					t.Errorf("%.20q: %s has no reason", posting, p.ID)
				}
			}
			if math.Abs(most-100) > 0.001 || j.Match != int(points+0.5) {
				t.Errorf("%.20q: the parts give %.2f of %.2f, the match is %d", posting, points, most, j.Match)
			}
		}
	}
}

// A posting pasted into a resume, as text, as words or as a list, wins less
// than two bullets of work do.
func TestMatchOfAPastedPosting(t *testing.T) {
	words := strings.Join(strings.Fields(softwarePosting), " ")
	list := strings.Join(strings.FieldsFunc(softwarePosting, func(r rune) bool { return r == ' ' || r == '\n' }), ", ")
	resume := func(bullets, skills string) string {
		return "Ada Byrne\nada@example.com\nExperience\nBackend Developer, Contoso\nJan 2017 - Feb 2020\n- Kept the build green" + bullets + "\nSkills\nLinux, Git" + skills + "\n"
	}
	before := jobIn(t, resume("", ""), softwarePosting).Match
	worked := jobIn(t, resume("\n- Moved the ledger from MySQL to PostgreSQL\n- Fed 30 shops from one topic of Kafka", ""), softwarePosting).Match - before
	for name, pasted := range map[string]string{
		"in the skills, as words": resume("", "\n"+words), "in the skills, as a list": resume("", ", "+list),
		"in the job, as words": resume("\n- "+words, ""), "in the job, as a list": resume("\n- "+list, ""), "in the job, line by line": resume("\n"+softwarePosting, ""),
		"at the end": resume("", "") + "\n" + softwarePosting,
	} {
		if won := jobIn(t, pasted, softwarePosting).Match - before; won >= worked {
			t.Errorf("%s: the posting wins %d, two bullets win %d", name, won, worked)
		}
	}
}

// More evidence never lowers the match.
func TestMatchNeverFalls(t *testing.T) {
	s := judge(t)
	match := func(bullets []string) int {
		return check(t, s, parser.FromText(resumeOf(bullets...)), Options{Job: softwarePosting}).Job.Match
	}
	rapid.Check(t, func(r *rapid.T) {
		lines := rapid.SliceOfN(rapid.SampledFrom(evidenceLines()), 1, 4).Draw(r, "lines")
		extra := rapid.SampledFrom(evidenceLines()).Draw(r, "extra")
		if before, after := match(lines), match(append(slices.Clone(lines), extra)); after < before {
			r.Fatalf("%d before %q, %d after", before, extra, after)
		}
	})
}

func TestMatchYears(t *testing.T) {
	for _, tt := range []struct {
		jobs, want string
	}{
		{"Registered Nurse, Alder Hospital\nJan 2020 - Dec 2020\nStaff Nurse, Birch Hospital\nJul 2020 - Dec 2021", "2 years"},
		{"Registered Nurse, Alder Hospital\nJan 2024 - Dec 2024\nTruck Driver, Cedar Freight\nJan 2015 - Dec 2023", "1 year"},
		{"Truck Driver, Cedar Freight\nJan 2015 - Dec 2023", ""},
	} {
		j := jobIn(t, "Elena Marsh\nelena@example.com\nExperience\n"+tt.jobs+"\n", nursePosting)
		i := slices.IndexFunc(j.Parts, func(p JobPart) bool { return p.ID == "years" })
		if p := j.Parts[i]; p.Found != tt.want || p.Asked != "2 years" {
			t.Errorf("%q: %q of %q, want %q", tt.jobs, p.Found, p.Asked, tt.want)
		}
	}
}

// What is missing leads to a question, and never to adding a word.
func TestJobAdvice(t *testing.T) {
	j := jobIn(t, engineerResume, nursePosting)
	if len(j.Questions) == 0 {
		t.Fatal("no questions")
	}
	for _, x := range slices.Concat(j.Required, j.Preferred, j.Tasks) {
		if x.Level > Absent {
			continue
		}
		if !strings.Contains(x.Why, "If you") || !strings.HasSuffix(x.Ask, "?") || strings.Contains(strings.ToLower(x.Why), "keyword") || strings.Contains(x.Why, "Add ") {
			t.Errorf("%s: %q, %q", x.Term, x.Why, x.Ask)
		}
	}
	// What the posting names often and demands comes first.
	j = jobIn(t, engineerResume, "Buyer\nRequirements\n- Excel\n- Must have strong SAP knowledge\n- SAP reports\nNice to have\n- French")
	if j.Questions[0].Term != "SAP" {
		t.Errorf("questions %+v", j.Questions)
	}
}

func TestTextOfAJobWithoutTerms(t *testing.T) {
	for posting, want := range map[string]string{
		"We look for a florist who likes mornings.": "nothing that could be told apart",
		"Kafka": "0 of 100",
	} {
		var b strings.Builder
		if err := reportOf(t, newScorer(t), resumeOf("Joined the company."), Options{Job: posting}).WriteText(&b); err != nil {
			t.Fatal(err)
		}
		if _, job, _ := strings.Cut(b.String(), "Against the job posting"); !strings.Contains(job, want) {
			t.Errorf("%q: the text does not say %q", posting, want)
		}
	}
}

func TestJobLevels(t *testing.T) {
	s := newScorer(t)
	posting := "Backend Engineer\nWe look for:\n- Go and PostgreSQL\n- Kafka\n- Terraform\nNice to have:\n- GraphQL\n"
	r := reportOf(t, s, resumeOf("Wrote the order service in Go with PostgreSQL.", "Moved orders to RabbitMQ."), Options{Job: posting})
	if r.Job == nil {
		t.Fatal("no job in the report")
	}
	got := make(map[string]Level)
	for _, x := range append(r.Job.Required, r.Job.Preferred...) {
		got[x.Term] = x.Level
	}
	want := map[string]Level{"Go": Shown, "PostgreSQL": Shown, "Kafka": Absent, "Terraform": Absent, "GraphQL": Absent}
	if !maps.Equal(got, want) {
		t.Errorf("terms %v, want %v", got, want)
	}
	if len(r.Job.Preferred) != 1 || r.Job.Preferred[0].Term != "GraphQL" {
		t.Errorf("preferred %+v", r.Job.Preferred)
	}
}

// A posting asks for things by their names, and for kinds of things.
func TestJobTerms(t *testing.T) {
	s := newScorer(t)
	resume := resumeOf("Moved 40 tables of orders from MySQL to Postgres.", "Published orders to RabbitMQ from services on EC2.",
		"Carried the pager for the Golang services and built their Grafana dashboards.", "Wrote REST APIs with Spring Boot on K8s.")
	for _, tt := range []struct {
		posting, term string
		want          Level
	}{
		{"PostgreSQL", "PostgreSQL", Measured},
		{"RDBMS", "RDBMS", Measured},
		{"Strong SQL", "SQL", Measured},
		{"Oracle Database", "Oracle Database", Absent},
		{"Experience with a message broker", "message broker", Shown},
		{"Kafka", "Kafka", Absent},
		{"Go", "Go", Shown},
		{"Python", "Python", Absent},
		{"On-call experience", "On-call", Shown},
		{"Experience with monitoring", "monitoring", Shown},
		{"GraphQL", "GraphQL", Absent},
		{"REST APIs", "REST APIs", Shown},
		{"Kubernetes", "Kubernetes", Shown},
		{"AWS", "AWS", Shown},
		{"Lambda, AWS", "Lambda", Absent},
		{"Nice to have: Terraform, GraphQL", "Terraform", Absent},
		{"Spring", "Spring", Shown},
		{"5+ years of Python, Go or Kotlin", "Python, Go or Kotlin", Shown},
		{"Experience with message brokers such as Kafka or RabbitMQ", "Kafka or RabbitMQ", Shown},
		{"Experience with Kafka, RabbitMQ and GraphQL", "Kafka", Absent},
		{"You join the on-call rotation", "on-call rotation", Shown},
	} {
		r := reportOf(t, s, resume, Options{Job: "Backend Engineer\n" + tt.posting})
		terms := append(r.Job.Required, r.Job.Preferred...)
		i := slices.IndexFunc(terms, func(x Term) bool { return x.Term == tt.term })
		if i < 0 {
			t.Errorf("%q: no term %q in %+v", tt.posting, tt.term, terms)
			continue
		}
		if got := terms[i]; got.Level != tt.want || (got.Level > Absent) != (len(got.Evidence) > 0) {
			t.Errorf("%q: %s is %s with %d lines, want %s", tt.posting, tt.term, got.Level, len(got.Evidence), tt.want)
		}
	}
}

func TestJobPreferred(t *testing.T) {
	s := newScorer(t)
	r := reportOf(t, s, resumeOf("Joined the company."), Options{Job: "You have\n- Relational databases (PostgreSQL preferred)\n- Kafka is a plus\n- Docker\nNice to have: Terraform, GraphQL\nBonus points\n- Redis\nRequirements\n- Python"})
	if got, want := namesOf(r.Job.Required), "Relational databases, Docker, Python"; got != want {
		t.Errorf("required %s, want %s", got, want)
	}
	if got, want := namesOf(r.Job.Preferred), "PostgreSQL, Kafka, Terraform, GraphQL, Redis"; got != want {
		t.Errorf("preferred %s, want %s", got, want)
	}
}

// A posting may stand in one line, wish in one sentence for what another
// demands, and name what it does not need.
func TestJobSentences(t *testing.T) {
	s := newScorer(t)
	for _, tt := range []struct{ posting, required, preferred string }{
		{"Required: PostgreSQL. Nice to have: Rust", "PostgreSQL", "Rust"},
		{"Required: PostgreSQL, Kafka; nice to have: Rust, Docker", "PostgreSQL, Kafka", "Rust, Docker"},
		{"Must have: PostgreSQL, Nice to have: Rust", "PostgreSQL", "Rust"},
		{"Nice to have: Rust. Required: PostgreSQL", "PostgreSQL", "Rust"},
		{"PostgreSQL is required. Rust is a plus. You run Docker.", "PostgreSQL, Docker", "Rust"},
		{"Experience with brokers, e.g. Kafka, is a plus", "", "brokers, Kafka"},
		{"Nice to have\n- Rust. Docker.\nRequirements\n- Kafka", "Kafka", "Rust, Docker"},
		{"Requirements\n- You don't need to know Rust.\n- PostgreSQL", "PostgreSQL", ""},
		{"Requirements\n- PostgreSQL\n- Rust is not required", "PostgreSQL", ""},
		{"Requirements\n- PostgreSQL (no Kafka)\n- Not only Docker but Terraform", "PostgreSQL, Docker, Terraform", ""},
	} {
		j := reportOf(t, s, resumeOf("Joined the company."), Options{Job: tt.posting}).Job
		if required, preferred := namesOf(j.Required), namesOf(j.Preferred); required != tt.required || preferred != tt.preferred {
			t.Errorf("%q: required %q, preferred %q; want %q, %q", tt.posting, required, preferred, tt.required, tt.preferred)
		}
	}
}

// What a posting says in passing is not asked for.
func TestJobTraps(t *testing.T) {
	s := newScorer(t)
	r := reportOf(t, s, resumeOf("Joined the company."), Options{Job: "Sales Manager\nYou own the go to market plan and lead the express delivery of the spring collection.\n" +
		"You go through the documents of the release with the press.\nThe rest of the team sits in the Oracle tower."})
	if len(r.Job.Required)+len(r.Job.Preferred) > 0 {
		t.Errorf("asked for %+v", append(r.Job.Required, r.Job.Preferred...))
	}
}

// Whatever a posting holds, the parts add up and every term has its words.
func TestAnyPosting(t *testing.T) {
	s := judge(t)
	doc := parser.FromText(nurseResume)
	pieces := []string{"Requirements", "Nice to have", "We offer", "- ", "• ", "\n", "\n\n", "##", ": ", ", ", ". ", "; ", " (", ")", "/", " or ", " and ", " of ", "-", "&", "<p>", "<ul><li>", "</b>", "é", "✅",
		"Kafka", "SAP", "RN license", "5+ years", "three (3) months", "Bachelor's degree in ", "BSc/MSc", "preferred", "a plus", "experience with ", "wound care", "German", "Leeds, ", "$20 - $30/hr", "you ", "must ", "e.g. ", "C#", "R"}
	rapid.Check(t, func(t *rapid.T) {
		posting := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 60).Draw(t, "pieces"), "")
		r, err := s.Check(doc, Options{Job: posting})
		if err != nil {
			t.Fatal(err)
		}
		if r.Job == nil {
			return
		}
		sum := 0.0
		for _, p := range r.Job.Parts {
			sum += p.Points
		}
		if r.Job.Match < 0 || r.Job.Match > 100 || math.Abs(sum-float64(r.Job.Match)) > 0.51 {
			t.Errorf("the parts give %.2f, the match is %d", sum, r.Job.Match)
		}
		for _, x := range slices.Concat(r.Job.Required, r.Job.Preferred, r.Job.Tasks) {
			if strings.TrimSpace(x.Term) == "" || x.Ask == "" || x.Why == "" || (len(x.Evidence) == 0) != (x.Level == Absent) {
				t.Errorf("a term without its words: %+v", x)
			}
		}
	})
}

// FuzzPosting: any bytes are a posting or an error, and a posting gives a match
// within its bounds.
func FuzzPosting(f *testing.F) {
	f.Add([]byte("Backend Engineer\n\nRequirements\n- 5+ years of Go or Java (Kafka a plus)\n- BSc"))
	f.Add([]byte("<h1>Nurse</h1><ul><li>RN license<li>German &amp; English</ul>"))
	f.Add([]byte("((a((a))"))
	s, err := New()
	if err != nil {
		f.Fatal(err)
	}
	doc := parser.FromText(nurseResume)
	f.Fuzz(func(t *testing.T, data []byte) {
		text, err := ReadPosting(data, func([]byte) (*parser.Document, error) { return nil, parser.ErrDamaged })
		if err != nil {
			return
		}
		r, err := s.Check(doc, Options{Job: text})
		if err != nil {
			t.Fatal(err)
		}
		if r.Job != nil && (r.Job.Match < 0 || r.Job.Match > 100) {
			t.Errorf("the match is %d", r.Job.Match)
		}
	})
}
