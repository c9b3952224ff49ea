package extract

import "testing"

func TestDataFiles(t *testing.T) {
	if _, err := loadHeadings(); err != nil {
		t.Error(err)
	}
	if _, err := loadWords(); err != nil {
		t.Error(err)
	}
	if _, err := loadSites(); err != nil {
		t.Error(err)
	}
}
