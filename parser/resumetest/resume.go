// Package resumetest makes resumes of invented people for tests, as PDF, DOCX
// and plain text, in memory. The same resume gives the same bytes every time.
package resumetest

import "strings"

// Resume is what a resume says. Dates stand as they are to be printed.
type Resume struct {
	Name, Title, Email, Phone, Location string
	Links                               []Link
	Summary                             string
	Jobs                                []Job
	Projects                            []Project
	Education                           []School
	Skills                              []SkillGroup
}

// Link is an address with the text that shows it.
type Link struct{ Text, URL string }

// Job is one position held.
type Job struct {
	Title, Company, Location, Dates string
	Bullets                         []string
}

// Project is one entry under Projects.
type Project struct {
	Name, Dates string
	Bullets     []string
}

// School is one entry under Education.
type School struct{ Degree, School, Location, Dates string }

// SkillGroup is one line under Skills, such as "Languages: Go, Java".
type SkillGroup struct {
	Label  string
	Skills []string
}

func (g SkillGroup) String() string {
	list := strings.Join(g.Skills, ", ")
	if g.Label == "" {
		return list
	}
	return g.Label + ": " + list
}

// The headings under which the parts of a resume are printed.
const (
	headingSummary    = "Summary"
	headingExperience = "Work Experience"
	headingProjects   = "Projects"
	headingEducation  = "Education"
	headingSkills     = "Skills"
)

// contact returns what stands under the name: address parts and the links.
func (r Resume) contact() []Link {
	var parts []Link
	for _, text := range []string{r.Location, r.Phone} {
		if text != "" {
			parts = append(parts, Link{Text: text})
		}
	}
	if r.Email != "" {
		parts = append(parts, Link{Text: r.Email, URL: "mailto:" + r.Email})
	}
	return append(parts, r.Links...)
}

// place joins what is known of "Company, Location".
func place(name, location string) string {
	if location == "" {
		return name
	}
	return name + ", " + location
}

// Text returns the resume as plain text, a paragraph a line: bullets begin with
// "- ", dates stand after a tab.
func Text(r Resume) string {
	var b strings.Builder
	line := func(text string) {
		if text != "" {
			b.WriteString(text + "\n")
		}
	}
	dated := func(text, dates string) {
		if dates != "" {
			text += "\t" + dates
		}
		line(text)
	}
	bullets := func(list []string) {
		for _, text := range list {
			line("- " + text)
		}
	}

	line(r.Name)
	line(r.Title)
	var contact []string
	for _, c := range r.contact() {
		contact = append(contact, c.Text)
	}
	line(strings.Join(contact, " | "))
	if r.Summary != "" {
		line(headingSummary)
		line(r.Summary)
	}
	if len(r.Jobs) > 0 {
		line(headingExperience)
	}
	for _, j := range r.Jobs {
		dated(j.Title, j.Dates)
		line(place(j.Company, j.Location))
		bullets(j.Bullets)
	}
	if len(r.Projects) > 0 {
		line(headingProjects)
	}
	for _, p := range r.Projects {
		dated(p.Name, p.Dates)
		bullets(p.Bullets)
	}
	if len(r.Education) > 0 {
		line(headingEducation)
	}
	for _, s := range r.Education {
		dated(s.Degree, s.Dates)
		line(place(s.School, s.Location))
	}
	if len(r.Skills) > 0 {
		line(headingSkills)
	}
	for _, g := range r.Skills {
		line(g.String())
	}
	return b.String()
}
