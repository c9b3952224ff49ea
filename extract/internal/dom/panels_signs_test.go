package dom

import "testing"

func TestMayHaveTabs(t *testing.T) {
	for markup, want := range map[string]bool{
		`<ul role="tablist">`: true, `<ul class="tabs">`: true, `<div id="tab-1">`: true, `<nav class=tabbar>`: true,
		`<li role="tab">`: true, `<li data-tab=1>`: true, `<table><p>stab`: false, `tab`: false, `ta`: false, ``: false, `<p>a table, then tabs`: true, `<label for="a">`: true,
	} {
		if got := MayHaveTabs([]byte(markup)); got != want {
			t.Errorf("%q: %v", markup, got)
		}
	}
}
