package parser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// jobLines prints jobs one a line: title | company | place | start – end | number of bullets.
func jobLines(d *Document) []string {
	out := []string{}
	for _, j := range d.Jobs {
		out = append(out, fmt.Sprintf("%s | %s | %s | %s – %s | %d", j.Title, j.Company, j.Location, j.Start, j.End, len(j.Bullets)))
	}
	return out
}

func TestJobs(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"title first, dates at the end of the line", `
Software Engineer, Northwind Ltd, Leeds	Jan 2019 – Present
- Built the billing service
- Cut costs
Junior Developer, Fabrikam Inc, York	Mar 2016 – Dec 2018
- Wrote tests`, []string{
			"Software Engineer | Northwind Ltd | Leeds | 2019-01 – present | 2",
			"Junior Developer | Fabrikam Inc | York | 2016-03 – 2018-12 | 1"}},
		{"company first, title beneath, place at the right", `
Northwind Traders	London, UK
Senior Accountant	2018 - 2021
- Closed the books
Contoso Bank	Dubai
Accountant	2014 - 2018
- Paid invoices`, []string{
			"Senior Accountant | Northwind Traders | London, UK | 2018 – 2021 | 1",
			"Accountant | Contoso Bank | Dubai | 2014 – 2018 | 1"}},
		{"at", `
Staff Nurse at Riverside Hospital, Kochi (June 2015 to May 2019)
- Cared for twelve patients a shift
Ward Nurse at Hillside Clinic, Chennai (2012 to 2015)
- Kept records`, []string{
			"Staff Nurse | Riverside Hospital | Kochi | 2015-06 – 2019-05 | 1",
			"Ward Nurse | Hillside Clinic | Chennai | 2012 – 2015 | 1"}},
		{"pipes", `
Backend Engineer | Northwind | 03/2020 – now
- Ran Kafka
Web Developer | Fabrikam | 01/2018 – 02/2020
- Made pages`, []string{
			"Backend Engineer | Northwind |  | 2020-03 – present | 1",
			"Web Developer | Fabrikam |  | 2018-01 – 2020-02 | 1"}},
		{"dates on a line of their own, above", `
2017 – 2020
Site Engineer
Delta Constructions Pvt Ltd
- Poured concrete
2014 – 2017
Trainee Engineer
Hillside Builders
- Measured`, []string{
			"Site Engineer | Delta Constructions Pvt Ltd |  | 2017 – 2020 | 1",
			"Trainee Engineer | Hillside Builders |  | 2014 – 2017 | 1"}},
		{"titles that begin with words of labels", `
Data Engineer	Feb 2025 – Present
Northwind, Leeds, UK
- Built pipelines
Service Engineer	Jan 2020 – Jan 2025
Fabrikam, York, UK
- Mended lifts`, []string{
			"Data Engineer | Northwind | Leeds, UK | 2025-02 – present | 1",
			"Service Engineer | Fabrikam | York, UK | 2020-01 – 2025-01 | 1"}},
		{"a town with hyphens", `
System Administrator	Feb 2022 – Present
Northwind Services, Bourg-en-Bresse, France
- Ran servers`, []string{
			"System Administrator | Northwind Services | Bourg-en-Bresse, France | 2022-02 – present | 1"}},
		{"labels", `
Company: Northwind Technologies Pvt Ltd
Designation: Test Engineer
Duration: Aug 2013 to Till Date
- Wrote cases
Company: Fabrikam Solutions
Designation: Trainee
Duration: Jan 2012 to July 2013
- Learned`, []string{
			"Test Engineer | Northwind Technologies Pvt Ltd |  | 2013-08 – present | 1",
			"Trainee | Fabrikam Solutions |  | 2012-01 – 2013-07 | 1"}},
		{"labels on lines of their own", `
PREVIOUS COMPANY 1 OF 2:
Summit Metal Industries, Doha
DESIGNATION:
Estimation Engineer
DURATION:
2011 to 2013
PREVIOUS COMPANY 2 OF 2:
Envoy Switchgear, Doha
DESIGNATION:
Design Engineer
DURATION:
2009 to 2011`, []string{
			"Estimation Engineer | Summit Metal Industries | Doha | 2011 – 2013 | 0",
			"Design Engineer | Envoy Switchgear | Doha | 2009 – 2011 | 0"}},
		{"labels run together", `
Organization : Crest University Designation : System Manager Duration : Aug 2015 to March 2018
- Managed servers`, []string{
			"System Manager | Crest University |  | 2015-08 – 2018-03 | 1"}},
		{"sentences", `
- Working as a Project Engineer at Northwind Technologies from February 2015 till date.
- Worked with Fabrikam Systems as a Trainee from Jan 2013 to Jan 2015.`, []string{
			"Project Engineer | Northwind Technologies |  | 2015-02 – present | 0",
			"Trainee | Fabrikam Systems |  | 2013-01 – 2015-01 | 0"}},
		{"one company, two roles", `
Contoso Ltd, Berlin	2016 – 2022
Senior Developer	2019 – 2022
- Led the move
Developer	2016 – 2019
- Built the shop`, []string{
			"Senior Developer | Contoso Ltd | Berlin | 2019 – 2022 | 1",
			"Developer | Contoso Ltd | Berlin | 2016 – 2019 | 1"}},
		{"a department after a dash is of the title", `
Contoso Technology Solutions	Nov 2012 — Present
Manager – Service Delivery
- Led 80 members`, []string{
			"Manager – Service Delivery | Contoso Technology Solutions |  | 2012-11 – present | 1"}},
		{"figures and dates in prose begin no job", `
Software Engineer, Northwind Ltd	2019 – 2021
- Moved 40 services between 2019 and 2020 to the new platform, a year early.
- Cut p99 from 900 ms to 120 ms in March 2020.`, []string{
			"Software Engineer | Northwind Ltd |  | 2019 – 2021 | 2"}},
		{"a table", "\nS.No\tCompany\tDesignation\tFrom\tTo\n1\tNorthwind Ltd\tClerk\tJan 2010\tMay 2012\n2\tContoso Ltd\tManager\tJun 2012\tTill date", []string{
			"Clerk | Northwind Ltd |  | 2010-01 – 2012-05 | 0",
			"Manager | Contoso Ltd |  | 2012-06 – present | 0"}},
		{"values that go on beside the next label", `
Organization : Northwind Software -
Leeds Designation : Customer Support
Engineer Duration : July 2012 to Dec 2012
- Answered calls
Organization : Envoy Switchgear
Designation : Design Engineer &
Deputy Manager for Quality
Duration : 2011 to 2012`, []string{
			"Customer Support Engineer | Northwind Software | Leeds | 2012-07 – 2012-12 | 1",
			"Design Engineer & Deputy Manager for Quality | Envoy Switchgear |  | 2011 – 2012 | 0"}},
		{"a range that ends on the next line", `
Contoso Investments, Dubai	August 2011 –
March 2013
Analyst (April 2012 – March 2013)
- Led meetings
Trainee (August 2011 – March 2012)
- Learned`, []string{
			"Analyst | Contoso Investments | Dubai | 2012-04 – 2013-03 | 1",
			"Trainee | Contoso Investments | Dubai | 2011-08 – 2012-03 | 1"}},
		{"dates before a sentence, told again beneath", `
From March 2015 to till date working as design engineer with Northwind.
Mechanical Engineer	Mar 2015 to present
Northwind
- Designed ducts`, []string{
			"Mechanical Engineer | Northwind |  | 2015-03 – present | 1"}},
		{"an end on a line of its own, after a dash", `
01.06.2018
– present
Fabrikam Studio, Leeds
Project Architect
15.07.2016
– 31.05.2018
Northwind Associates, York
Junior Architect`, []string{
			"Project Architect | Fabrikam Studio | Leeds | 2018-06 – present | 0",
			"Junior Architect | Northwind Associates | York | 2016-07 – 2018-05 | 0"}},
		{"deeds are no jobs", `
Northwind Traders Ltd	2014 – 2018
Sales Officer
- Achieved 112% of the annual target in 2015-16
- Completed a course in export law from 2016 to 2017`, []string{
			"Sales Officer | Northwind Traders Ltd |  | 2014 – 2018 | 2"}},
		{"a sentence with the dates inside", "\nWorked as a lecturer from August 2007 to October 2010 at Westlake College in Leeds", []string{
			"lecturer | Westlake College | Leeds | 2007-08 – 2010-10 | 0"}},
		{"street and department are no employer", `
Registrar, Department of Surgery, Hillside Hospital, Leeds	2012 – 2014
- Operated
Adviser at Northwind, Tower House, Mill Road, Leeds (2010 – 2012)
- Advised`, []string{
			"Registrar | Hillside Hospital | Leeds | 2012 – 2014 | 1",
			"Adviser | Northwind | Leeds | 2010 – 2012 | 1"}},
		{"dates first, title later", `
Experience from Delta Inspection Pvt Ltd
Date: 01-06-2013 to Present
Position : Inspection Engineer
Company : Delta Inspection Pvt Ltd
- Inspected pipes`, []string{
			"Inspection Engineer | Delta Inspection Pvt Ltd |  | 2013-06 – present | 1"}},
		{"a table with clients", "\nEmployer\tPosition\tProject / Client\tFrom\tTo\nNorthwind Ltd\tRigger\tContoso Refinery\tJan 2010\tMay 2012", []string{
			"Rigger | Northwind Ltd |  | 2010-01 – 2012-05 | 0"}},
		{"a line of time above the entries", "\n2005 – 2010\tSince 2010\nFabrikam Couriers\tNorthwind Logistics\nSince 2010\tNorthwind Logistics Ltd\tBranch Manager\n- Ran the fleet\n2005 – 2010\tFabrikam Couriers Ltd\tClerk\n- Sorted parcels", []string{
			"Branch Manager | Northwind Logistics Ltd |  | 2010 – present | 1",
			"Clerk | Fabrikam Couriers Ltd |  | 2005 – 2010 | 1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := FromText("Maya Lindqvist\nmaya@example.com\nWORK EXPERIENCE" + c.text + "\nEDUCATION\nBSc Physics, Lakeside University, 2010\n")
			if diff := cmp.Diff(c.want, jobLines(d)); diff != "" {
				t.Errorf("jobs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEducation(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"degree first", "BSc in Computer Science\nLakeside University, Leeds\n2012 – 2016\nA-levels\nHillside School\n2010 – 2012", []string{
			"BSc in Computer Science | Lakeside University | 2012 – 2016", "A-levels | Hillside School | 2010 – 2012"}},
		{"school first, several degrees", "Lakeside University\nMSc Physics, 2018\nBSc Physics, 2016", []string{
			"MSc Physics | Lakeside University |  – 2018", "BSc Physics | Lakeside University |  – 2016"}},
		{"in one line", "- B.Tech from Westlake College of Engineering in 2013\n- 12th from U.P Board in 2009", []string{
			"B.Tech | Westlake College of Engineering |  – 2013", "12th | U.P Board |  – 2009"}},
		{"a table", "Course\tInstitution\tBoard/University\tYear\tScore\nM. Tech\tWestlake College\tM.G University\t2012-2014\t7.6\nSSLC\tHillside School\tCBSE\t2006\t82%", []string{
			"M. Tech | Westlake College | 2012 – 2014", "SSLC | Hillside School |  – 2006"}},
		{"no word between", "PhD Lakeside University, Computer Science	2018 – 2023", []string{
			"PhD – Computer Science | Lakeside University | 2018 – 2023"}},
		{"bullets are no degrees", "BSc Economics, Lakeside University, 2012\n- Secretary of the college debating society\n- Graduate fellowship of the Hillside Institute", []string{
			"BSc Economics | Lakeside University |  – 2012"}},
		{"codes of states that are degrees too", "Lakeside University, Cambridge, MA\tMay 2024\nB.A. Economics\nHillside College\tCollege Station, TX\nMS Biology\t2020\nWestlake University, Jackson, MS\t2018\nBS Physics", []string{
			"B.A. Economics | Lakeside University |  – 2024-05", "MS Biology | Hillside College |  – 2020", "BS Physics | Westlake University |  – 2018"}},
		{"a degree after a field", "Lakeside University, Physics, MA\t2024", []string{
			"MA | Lakeside University, Physics |  – 2024"}},
		{"what was learned there", "Lakeside University\nBA Economics\tMay 2024\nThesis: Rail fares and school attendance, 1990 – 1999\nRelevant Coursework: Econometrics, Labor Economics, Design\nHillside College\nBA History, 2020", []string{
			"BA Economics | Lakeside University |  – 2024-05", "BA History | Hillside College |  – 2020"}},
		{"a kind of degree in brackets", "Diplom (FH) Informatik\t2008 – 2012\nHochschule Lakeside", []string{
			"Diplom (FH) Informatik | Hochschule Lakeside | 2008 – 2012"}},
		{"at", "B.S. Biology @ Lakeside University\t2014", []string{
			"B.S. Biology | Lakeside University |  – 2014"}},
		{"sentences", "2009 – 2013. Grado en Enfermería. Universidad de Turia.\n2020. Máster en Enfermería Quirúrgica. Escuela Levantina de Salud.", []string{
			"Grado en Enfermería | Universidad de Turia | 2009 – 2013", "Máster en Enfermería Quirúrgica | Escuela Levantina de Salud |  – 2020"}},
		{"hyphens that part nothing", "Fachfrau im Finanz- und Rechnungswesen mit Fachausweis, Controllerschule Zug\t2015\nPGCE Primary (5–11), Lakeside University\t2010", []string{
			"Fachfrau im Finanz- und Rechnungswesen mit Fachausweis | Controllerschule Zug |  – 2015", "PGCE Primary (5–11) | Lakeside University |  – 2010"}},
		{"date above degree and school", "2012 – 2015\nDiplôme d'ingénieur génie civil – École des Travaux de Grenoble\n2010 – 2012\nDUT Génie civil – IUT de Valmont\n2008\nBaccalauréat S – Lycée Jean Moulin", []string{
			"Diplôme d'ingénieur génie civil | École des Travaux de Grenoble | 2012 – 2015", "DUT Génie civil | IUT de Valmont | 2010 – 2012", "Baccalauréat S | Lycée Jean Moulin |  – 2008"}},
		{"date beside the degree, school below", "2010 – 2013\tKauffrau EFZ\nBerufsschule Uri, Altdorf\n2006 – 2010\tMatura\nKantonsschule Stans", []string{
			"Kauffrau EFZ | Berufsschule Uri | 2010 – 2013", "Matura | Kantonsschule Stans | 2006 – 2010"}},
		{"a form", "Dates\t2009 – 2011\nTitle of qualification awarded\tMaster’s degree in Drug Analysis\nName and type of organisation providing education and training\tLakeside University, Leeds\nDates\t2006 – 2009\nTitle of qualification awarded\tBachelor’s degree in Chemistry\nPrincipal subjects/occupational skills covered\tPharmacology, Bachelor thesis\nName and type of organisation\tHillside University providing education and training", []string{
			"Master’s degree in Drug Analysis | Lakeside University | 2009 – 2011", "Bachelor’s degree in Chemistry | Hillside University | 2006 – 2009"}},
		{"a slash between", "Lakeside College / Diploma in Biology\nSep 2012 – May 2015", []string{
			"Diploma in Biology | Lakeside College | 2012-09 – 2015-05"}},
		{"no degree but a date", "Lakeside University\tPullman, WA\nBS Biology\t2020\nHillside University\tDunedin, New Zealand\nStudy abroad coursework in Public Policy\tJan 2019 – May 2019", []string{
			"BS Biology | Lakeside University |  – 2020", "Study abroad coursework in Public Policy | Hillside University | 2019-01 – 2019-05"}},
		{"levels as labels", "Universitarios: Contaduría Pública\nUniversidad del Valle, Medellín\n2008 – 2013\nSecundarios: Bachiller Académico\nColegio La Loma, Itagüí\n2007", []string{
			"Universitarios – Contaduría Pública | Universidad del Valle | 2008 – 2013", "Bachiller Académico | Colegio La Loma |  – 2007"}},
		{"a form in Italian, a label of two lines", "Date\t2004 – 2010\nTitolo della qualifica rilasciata\tLaurea magistrale in Ingegneria dei Materiali\nNome e tipo d’organizzazione erogatrice\tUniversità di Felsina dell’istruzione", []string{
			"Laurea magistrale in Ingegneria dei Materiali | Università di Felsina | 2004 – 2010"}},
		{"words of dates", "Lakeside University\tExpected May 2026\nBS Physics\nHillside University\tSep 2018 – May 2022 (expected)\nB.S. Biology\nWestlake College\nB.A. History\tExpected Graduation: May 2016", []string{
			"BS Physics | Lakeside University |  – 2026-05", "B.S. Biology | Hillside University | 2018-09 – 2022-05", "B.A. History | Westlake College |  – 2016-05"}},
		{"a table without a header", "B.Tech (EC)\t2010\tW.L.C.E, Kottayam (M.G.U)\t61.81%\nClass XII\t2006\tHillside HSS\t81%", []string{
			"B.Tech (EC) | W.L.C.E |  – 2010", "Class XII | Hillside HSS |  – 2006"}},
		{"two columns that may be degrees", "Degree\tBoard\tYear\tClass\nB.Pharm\tLakeside University\t2010\tFirst\nHSC\tState Board\t2006\tSecond", []string{
			"B.Pharm | Lakeside University |  – 2010", "HSC | State Board |  – 2006"}},
		{"certificates named after schools", "Hillside Senior High School\t2006 – 2009\nWest African Senior School Certificate\nBantama Junior High School\t2003 – 2006\nBasic Education Certificate Examination", []string{
			"West African Senior School Certificate | Hillside Senior High School | 2006 – 2009", "Basic Education Certificate Examination | Bantama Junior High School | 2003 – 2006"}},
		{"boards", "- Intermediate in 2007 from U. P. Board of Secondary Education with 1st division\n- B. Tech (Civil), Hillside College of Engineering, Chennai, Lakeside Technical University, 2003 to 2007", []string{
			"Intermediate | U. P. Board of Secondary Education |  – 2007", "B. Tech (Civil) | Hillside College of Engineering | 2003 – 2007"}},
		{"degrees on items, one above them", "PGDM/MBA - Marketing\nHillside Institute, 2015-17\n- Bachelor of Commerce\n- Lakeside College, 2011-14\n- BSc\n- Westlake College, 2009", []string{
			"PGDM/MBA – Marketing | Hillside Institute | 2015 – 2017", "Bachelor of Commerce | Lakeside College | 2011 – 2014", "BSc | Westlake College |  – 2009"}},
		{"told in words and in a table", "B.E in Computer Engineering from Hillside College\nExamination\tBoard/University\tYear\nB.E\tLakeside University\t2013\n12th\tState Board\t2010", []string{
			"B.E in Computer Engineering | Hillside College |  – 2013", "12th | State Board |  – 2010"}},
		{"a field above the school", "Electronics\nHillside Engineering College - Lakeside, Rajasthan 2011 - 2015", []string{
			"Electronics | Hillside Engineering College | 2011 – 2015"}},
		{"labels of South Africa", "Last School Attended\t: Hillside High School\nHighest Grade Passed\t: Grade 12\nYear\t: 2007", []string{
			"Grade 12 | Hillside High School |  – 2007"}},
		{"words of dates in brackets", "Lakeside University\tMay 2026 (Expected)\nBS Physics\nHillside University\t(Anticipated May 2022)\nBS Biology\nWestlake College\tClass of 2016\nBA History", []string{
			"BS Physics | Lakeside University |  – 2026-05", "BS Biology | Hillside University |  – 2022-05", "BA History | Westlake College |  – 2016"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := FromText("Maya Lindqvist\nmaya@example.com\nEDUCATION\n" + c.text + "\nSKILLS\nGo, SQL\n")
			got := []string{}
			for _, e := range d.Education {
				got = append(got, fmt.Sprintf("%s | %s | %s – %s", e.Degree, e.School, e.Start, e.End))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("education (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSkills(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a list", "Go, PostgreSQL, CI/CD, Windows XP/2003", "Go|PostgreSQL|CI/CD|Windows XP/2003"},
		{"labels", "Languages: Go, C++\nDatabases\tMySQL, Oracle", "Go|C++|MySQL|Oracle"},
		{"columns of items", "Underwriting\tRisk Analysis\nSales\tCredit Evaluation", "Underwriting|Risk Analysis|Sales|Credit Evaluation"},
		{"sentences that list", "- Good knowledge of MS Word, Excel\n- Quick learner", "MS Word|Excel|Quick learner"},
		{"what somebody did is no skill", "- Negotiated with vendors and prepared the monthly reports for the head of the regional office in Leeds\n- SAP", "SAP"},
		{"what is spoken and driven", "Languages: English (fluent), German\nLanguages: Go, Java\nDriving licence: B", "Go|Java"},
		{"ends of lists", "1. AutoCAD\nOracle, SQL Plus and Shell Scripting\nPiping, Drainage etc.\nYours faithfully", "AutoCAD|Oracle|SQL Plus|Shell Scripting|Piping|Drainage"},
		{"deeds are no skills", "Awarded by the head of sales for the best service\nExcel", "Excel"},
		{"brackets stay whole", "AWS (EC2, S3), Docker", "AWS (EC2, S3)|Docker"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := FromText("Maya Lindqvist\nmaya@example.com\nSKILLS\n" + c.text + "\nEDUCATION\nBSc, Lakeside University\n")
			var got []string
			for _, s := range d.Skills {
				got = append(got, s.Name)
			}
			if strings.Join(got, "|") != c.want {
				t.Errorf("got %q, want %q", strings.Join(got, "|"), c.want)
			}
		})
	}
}

func TestLanguagesAndCertifications(t *testing.T) {
	d := FromText("Maya Lindqvist\nmaya@example.com\nCERTIFICATIONS\n- Kubernetes Administrator, March 2021\n- Forklift licence\nLANGUAGES\nEnglish (fluent), Hindi and Deutsch: B2, chess\nPERSONAL DETAILS\nNationality: Swedish\nLanguages known : Tamil & English\n")
	var got []string
	for _, c := range d.Certifications {
		got = append(got, c.Name+" "+c.Date.String())
	}
	for _, l := range d.Languages {
		got = append(got, l.Name+" "+l.Level)
	}
	want := []string{"Kubernetes Administrator 2021-03", "Forklift licence ", "English fluent", "Hindi ", "Deutsch B2", "Tamil "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHeadingKind(t *testing.T) {
	for text, want := range map[string]Kind{
		"Work Experience":                      Experience,
		"RELEVENT EXPERIENCE":                  Experience,
		"E X P E R I E N C E":                  Experience,
		"3. Employment History:":               Experience,
		"Organisational Position & Experience": Experience,
		"Educational Qualifications":           Education,
		"Techincal Skills":                     Skills,
		"Skills Summary":                       Skills,
		"Profile Summary":                      Summary,
		"ACEDEMIC PROJECTS":                    Projects,
		"Berufserfahrung":                      Experience,
		"Formación académica":                  Education,
		"Hobbies & Interests":                  Interests,
		"Professional History":                 Experience,
		"Doświadczenie zawodowe":               Experience,
		"Institutions Attended with Dates":     Education,
		"Conocimientos informáticos":           Skills,
		"Declaration":                          Other,
		"Led the experience team in Oslo":      "",
		"Northwind Ltd":                        "",
		"Go, Kafka":                            "",
	} {
		if got := headingKind(text); got != want {
			t.Errorf("headingKind(%q) = %q, want %q", text, got, want)
		}
	}
}

// Each line belongs to exactly one statement, ids ascend, sections follow each
// other without a hole.
func checkDocument(t *testing.T, d *Document) {
	t.Helper()
	n := 0
	for _, s := range d.Statements {
		for _, id := range s.Lines {
			if id != n {
				t.Fatalf("statement %q holds line %d, want %d", s.Text, id, n)
			}
			n++
		}
	}
	if n != len(d.Lines) {
		t.Fatalf("%d of %d lines belong to a statement", n, len(d.Lines))
	}
	at := 0
	for _, s := range d.Sections {
		if s.Line != at || s.End <= s.Line {
			t.Fatalf("section %q goes from %d to %d, want from %d", s.Heading, s.Line, s.End, at)
		}
		at = s.End
	}
	if at != len(d.Lines) {
		t.Fatalf("sections end at %d of %d lines", at, len(d.Lines))
	}
	for i, l := range d.Lines {
		if l.ID != i || l.Text == "" {
			t.Fatalf("line %d has id %d and text %q", i, l.ID, l.Text)
		}
	}
	for _, j := range d.Jobs {
		if j.Line > j.Last || j.Last >= len(d.Lines) || j.Title == "" && j.Company == "" {
			t.Fatalf("job %+v", j)
		}
	}
}

func FuzzFromText(f *testing.F) {
	f.Add("Maya Lindqvist\nmaya@example.com\nEXPERIENCE\nClerk at ACME, Leeds\t2019 – now\n• filed\n\nSKILLS\nGo, C++")
	f.Add("Company : X Designation : Y Duration : 1/2012 to 3/2013\nEDUCATION\nB.Tech from Z College in 2010")
	f.Add("S.No\tCompany\tDesignation\n1\tA Ltd\tClerk")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 5000 {
			return
		}
		checkDocument(t, FromText(text))
	})
}
