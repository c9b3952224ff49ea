package vocabulary

import "strings"

// CleanCompany removes what pages write around an employer's name.
func CleanCompany(s string) string {
	for _, head := range [...]string{"Careers at ", "Jobs at ", "Working at ", "Welcome to ", "at "} {
		s = strings.TrimPrefix(s, head)
	}
	for _, tail := range [...]string{" Careers", " Jobs", " logo", " Recruitment"} {
		if rest, ok := strings.CutSuffix(s, tail); ok && rest != "" {
			s = rest
		}
	}
	return s
}
