package scorer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"shortlist/parser"
)

// pasteBases are resumes with room for bullets in the latest job, and for more
// after the skills.
var pasteBases = map[string]string{
	"middling": "Ada Byrne\nada@example.com | +1 415 555 0134 | Portland, OR\nExperience\nBackend Developer, Contoso\nJan 2019 - Present\n- Wrote the stock service in Java with MySQL for 40 shops\n- Fixed bugs of the order pages with two colleagues and wrote their tests\n- Talked with the shop keepers each month about what they needed next%s\nDeveloper, Fabrikam\nMar 2015 - Dec 2018\n- Kept the invoices of 300 customers in order with PHP\n- Moved the old site to a new host in a weekend\nEducation\nBSc Computer Science, Lakeside University, 2011 - 2015\nSkills\nJava, PHP, MySQL, Git, Linux%s\n",
	"fresh":    "Ada Byrne\nada@example.com | +1 415 555 0134 | Portland, OR\nExperience\nJunior Developer, Contoso\nJan 2024 - Present\n- Wrote pages for the shop in PHP\n- Helped colleagues with their computers%s\nEducation\nBSc Computer Science, Lakeside University, 2019 - 2023\nSkills\nPHP, HTML, Git%s\n",
	"strong":   strings.Replace(engineerResume, "\nBackend Developer, Contoso", "%s\nBackend Developer, Contoso", 1) + "Skills\nGo, PostgreSQL, Kafka%s\n",
}

// pasted returns a posting in the forms in which it may be put into a resume: as
// bullets of a job, and after the skills. Those of its items alone have none of
// the words around them that tell what it is.
func pasted(posting string) map[string][2]string {
	var lines, items []string
	for l := range strings.Lines(posting) {
		line := strings.TrimSpace(strings.TrimLeft(l, "-•* "))
		if line == "" {
			continue
		}
		lines = append(lines, line)
		if line != strings.TrimSpace(l) {
			items = append(items, line)
		}
	}
	words := strings.FieldsFunc(posting, func(r rune) bool { return strings.ContainsRune(" \n\t,;:()•", r) })
	return map[string][2]string{
		"one line in the job":     {"\n- " + strings.Join(lines, " "), ""},
		"sentences in one bullet": {"\n- " + strings.Join(lines, ". "), ""},
		"lines as bullets":        {"\n- " + strings.Join(lines, "\n- "), ""},
		"items as bullets":        {"\n- " + strings.Join(items, "\n- "), ""},
		"items of a project":      {"", "\nProjects\nPlatform\n- " + strings.Join(items, "\n- ")},
		"items as skills":         {"", "\n" + strings.Join(items, ", ")},
		"words in the job":        {"\n- " + strings.Join(words, ", "), ""},
		"words among the skills":  {"", ", " + strings.Join(words, ", ")},
		"lines after the skills":  {"", "\n" + strings.Join(lines, "\n")},
		"as it is, in the job":    {"\n" + posting, ""},
		"as it is, at the end":    {"", "\n\n" + posting},
		"in the summary":          {"", "\nSummary\n" + strings.Join(lines, " ")},
	}
}

// A posting pasted into a resume wins less than two bullets of work, in whatever
// form and with the posting in hand or not, and the report says what it is.
// Without the posting, its bare items cannot always be told from work.
func TestPostingsPasted(t *testing.T) {
	const work = "\n- Cut p99 of the search from 900 ms to 120 ms with a Redis cache.\n- Took the pager one week in four and wrote two postmortems."
	s := judge(t)
	archive, err := txtar.ParseFile("testdata/postings/fields.txtar")
	if err != nil {
		t.Fatal(err)
	}
	software := strings.Fields("qa devops php dotnet etl java software engineering-manager ml data-analyst sysadmin networking")
	all, held, said := 0, 0, 0
	for name, base := range pasteBases {
		judged := func(x [2]string, posting string) (score int, repetition Status) {
			r := check(t, s, parser.FromText(fmt.Sprintf(base, x[0], x[1])), Options{Job: posting})
			return r.Score, r.Findings[slices.IndexFunc(r.Findings, func(f Finding) bool { return f.ID == "repetition" })].Status
		}
		before, _ := judged([2]string{}, "")
		worked, _ := judged([2]string{work, ""}, "")
		for _, p := range archive.Files {
			if !slices.Contains(software, p.Name) {
				continue
			}
			for form, x := range pasted(string(p.Data)) {
				if score, status := judged(x, string(p.Data)); score >= worked || status == Pass {
					t.Errorf("%s, %s, %s, the posting in hand: %d points, two bullets win %d; repetition: %s", name, p.Name, form, score-before, worked-before, status)
				}
				all++
				score, status := judged(x, "")
				if score < worked {
					held++
				} else if !strings.Contains(form, "items") {
					t.Errorf("%s, %s, %s: %d points, two bullets win %d", name, p.Name, form, score-before, worked-before)
				}
				if status != Pass {
					said++
				}
			}
		}
	}
	t.Logf("of %d, %d win less than two bullets, and the report speaks of %d", all, held, said)
	if held*100 < 99*all || said*100 < 95*all {
		t.Errorf("of %d, %d win less than two bullets, and the report speaks of %d", all, held, said)
	}
}

// The words in which people tell of their work are not taken for a posting's.
func TestNothingPasted(t *testing.T) {
	s := newScorer(t)
	for _, resume := range []string{nurseResume, engineerResume, longResume(),
		resumeOf("Good knowledge of Java and SQL.", "Experience with Docker in three teams.", "Ability to work in shifts.", "Wrote the parts that you see first in the shop.")} {
		r := reportOf(t, s, resume, Options{})
		i := slices.IndexFunc(r.Findings, func(f Finding) bool { return f.ID == "repetition" })
		if f := r.Findings[i]; strings.Contains(f.Reason, "posting") {
			t.Errorf("%.30q: %s", resume, f.Reason)
		}
	}
}
