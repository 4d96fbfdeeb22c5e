package web

import (
	"encoding/xml"
	"net/http"

	"github.com/gin-gonic/gin"

	"shortlist/prep"
)

// What search engines are told: the address of each page, where it stands among
// the others, and which questions it answers.

// address returns the address of a path as it is reached from outside.
func (s *Server) address(c *gin.Context, path string) string {
	if s.PublicURL != "" {
		return s.PublicURL + path
	}
	scheme := "http://"
	if c.Request.TLS != nil {
		scheme = "https://"
	}
	return scheme + c.Request.Host + path
}

// crumb is a step on the way to a page.
type crumb struct{ Name, Path string }

// The parts of schema.org that the pages use.
type (
	crumbList struct {
		Context string      `json:"@context"`
		Type    string      `json:"@type"`
		Items   []crumbItem `json:"itemListElement"`
	}
	crumbItem struct {
		Type     string `json:"@type"`
		Position int    `json:"position"`
		Name     string `json:"name"`
		Item     string `json:"item"`
	}
	faqPage struct {
		Context   string        `json:"@context"`
		Type      string        `json:"@type"`
		Questions []faqQuestion `json:"mainEntity"`
	}
	faqQuestion struct {
		Type   string    `json:"@type"`
		Name   string    `json:"name"`
		Answer faqAnswer `json:"acceptedAnswer"`
	}
	faqAnswer struct {
		Type string `json:"@type"`
		Text string `json:"text"`
	}
)

const schemaOrg = "https://schema.org"

// crumbs describes the way to a page, itself included.
func (s *Server) crumbs(c *gin.Context, way ...crumb) crumbList {
	list := crumbList{schemaOrg, "BreadcrumbList", nil}
	for i, x := range append([]crumb{{"Home", "/"}}, way...) {
		list.Items = append(list.Items, crumbItem{"ListItem", i + 1, x.Name, s.address(c, x.Path)})
	}
	return list
}

// faq describes the questions of a page.
func faq(page prep.RolePage) faqPage {
	f := faqPage{schemaOrg, "FAQPage", nil}
	for _, g := range page.Groups {
		for _, q := range g.Questions {
			f.Questions = append(f.Questions, faqQuestion{"Question", q.Title, faqAnswer{"Answer", q.EvaluatingText}})
		}
	}
	return f
}

const questionsPath = "/interview-questions"

func rolePath(role string) string { return questionsPath + "/" + role }

func questionPath(q prep.Question) string { return rolePath(q.Role) + "/" + q.ID }

// sitemap lists the pages that are the same for everybody.
func (s *Server) sitemap(c *gin.Context) {
	type entry struct {
		Loc string `xml:"loc"`
	}
	set := struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []entry  `xml:"url"`
	}{}
	add := func(path string) { set.URLs = append(set.URLs, entry{s.address(c, path)}) }
	add("/")
	add(questionsPath)
	for _, page := range s.Library.Roles() {
		add(rolePath(page.ID))
		for _, g := range page.Groups {
			for _, q := range g.Questions {
				if q.Role == page.ID {
					add(questionPath(q))
				}
			}
		}
	}
	add(examplesPath)
	for _, r := range s.rolesWithExamples() {
		add(examplesOf(r.ID))
	}
	if roles := s.countedJobs(); len(roles) > 0 {
		add(openJobsPath)
		for _, r := range roles {
			add(openJobsOf(r.ID))
		}
	}
	data, err := xml.MarshalIndent(set, "", " ")
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Header("Cache-Control", "public, max-age=300")
	c.Data(http.StatusOK, "application/xml; charset=utf-8", append([]byte(xml.Header), data...))
}

func (s *Server) robots(c *gin.Context) {
	c.Header("Cache-Control", "public, max-age=300")
	c.String(http.StatusOK, "User-agent: *\nDisallow: /report/\nDisallow: /api/\nSitemap: %s\n", s.address(c, "/sitemap.xml"))
}
