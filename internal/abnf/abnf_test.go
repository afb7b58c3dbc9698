package abnf

import (
	"strings"
	"testing"
)

// cases are texts that match a rule, and behind "--" texts that do not.
var cases = map[string]string{
	"odataIdentifier": `a _ID TheQuickBrownFox42 gr%C3%B6%C3%9Fe %E5%90%8D
		-- größe 0time No.Dot a-b %C3 %2D a%20b ` + strings.Repeat("a", 129),
	"primitiveLiteral": `null true FALSE 1 -1 %2B42 3.14 -0.314e1 %2B0.314e%2B1 1e21 INF -INF NaN 12345678901234567890123 'a' '' 'O''Neil' %27O'%27Neil' '%26%28%2F'
		'ABCz0189-._~!$&('')*+,;=:@' duration'P6DT23H59M59.9999S' duration'-PT0S' 'P1D' binary'' binary'Zg==' binary'Zg' binary'Zm8=' binary'Zm9v' binary'_-8='
		01234567-89ab-cdef-0123-456789ABCDEF 2012-09-03 0000-01-01 -10000-04-01 11:22 11:22:33.4444444 11%3A22%3A33 2012-09-03T13:52Z 1972-06-30T23:59:60Z
		2012-09-03T23%3A59%2B01%3A00 2012-09-03T23:59:59.123456789-01:30 ns.Color'red' a.b.Color'red,-5,green' geography'SRID=4326;Point(1.5%20-2)'
		-- nil +42 1. .5 1e 0x1 infinity 'a 'O'Neil' 'O%27Neil' 'a/b' 'a?b' 'a#b' 'a"b' duration'P1Y' duration'P1M' duration'P1W' duration'1D' duration'+P1D' binary'Zh==' binary'Z'
		binary'+/8=' X'1a' 01234g67-89ab-cdef-0123-456789abcdef 01234567-89ab-cdef-456789abcdef 2012-9-3 2012-13-01 2012-01-32 0000-00-00 012012-01-01 24:00 11:60
		2011-12-31T24:00Z 2012-09-03T13:52 2012-09-03T13:52+01:00 2012-09-03T23:59:59.1234567890123Z ns.Color'' ns.Color'dark%20red' ns.Color'a,' Color geography'Point(1%202)'
		'%41' '%' '%4'`,
	"keyPredicate": `('a') (1) (order=1,line='a%2Cb') (ID=@id) (@key) /a /a%2Fb /a/b (2012-01-01) (ns.Color'red')
		-- () (1,2) (order=) ('a' (a=1,2) (a'b') ('a/b') /a?b a (binary'Zg==') (null)`,
	"functionParameters": `() (a=1) (a='x',b=null,c=@c) (a=1%20,%20b=2) (a=binary'Zg==') -- (a) (a=1,) (1) (a=[1]) (a=1;b=2)`,
	"resourcePath": `Users Users('a') Users(1)/Orders Users/a%2Fb/messages Users/a.b/ns.type/ns.func(a=1)/$count a/$ref a/$value f() f(a=@a) things/-1 Users/%40me
		-- /Users 'a' Users//('a'b') Users/$metadata Users/(a) Users('a' Users(1)x a/$Count Users/f(a=1 a/x'y`,
	"commonExpr": `name a/b/c a/$count ns.type/a a%20eq%201 a%20eq%20'it''s' not%20(a%20eq%201) not%20contains(a,'x') -a%20eq%201 -(-1)%20eq%201
		(a%20eq%201%20or%20b)%20and%20c a%20in%20(1,2) a%20in%20() a%20in%20b a%20has%20ns.Color'red' a%20add%201%20mul%202%20eq%207 round(a)%20eq%202
		substring(a,1)%20eq%20'' substring(a,1,2)%20eq%20'' now()%20sub%20duration'P1D' year(a)%20eq%202020 date(a)%20eq%202020-01-01 a/any() a/any(x:x%20eq%201)
		a/all(x:x/b/any(y:y/c%20eq%20x/d)) a/b/any(x:contains(x/t,'q')) isof(ns.type) isof(a,Edm.String) cast(a,Edm.Int32)%20gt%201
		$it/a%20eq%201 $this%20gt%201 @p1%20eq%201 a%20eq%20@p case(a:1,true:2)%20eq%201 hassubset(a,%5B1,2%5D) geo.distance(a,geography'SRID=0;Point(1%202)')%20lt%205
		a/$count($filter=b%20eq%201)%20gt%201 a%20eq%20%7B%22x%22:%5B1,%22y%22%5D%7D f(a=1)/b ns.f(p=@p)%20eq%201 $root/People('x')/a%20eq%201 a('k')/b%20eq%201
		-- a%20eq a%20==%201 a%20and not%20 a%20eq%201%20and a%20eq%20(1 a%20in%201,2 a%20has%20b a%20has%20ns.C'r'%20eq%20true contains(a) contains(a,'b','c') now(1)
		substring(a) a/any(x) a/any(x:) a/all() a/$ref /a a/ a//b a%20eq%20'b'c' a%20eq%20'x/y' isof() a%20eq%20%22b%22 1a a%20eq%20b;c a%20eq%201+1 --1%20eq%201x a/any()/b`,
	"parameterValue": `%7B%7D %5B%5D %7B%22a%22:1%7D %5B%22a%5C%22b%5C%5Cc%5Cu00e4%5Cn%22,null,true,-1.5e%2B3%5D 'x' 1 null %7B%22a%22:%7B%22b%22:%5B%7B%7D%5D%7D%7D
		-- %22a%22 %7Ba:1%7D %7B%22a%22%7D %5B1 %5B1,%5D %7B%22a%22=1%7D %5B%22a%5Cx%22%5D %5B%22a%22b%22%5D`,
	"searchExpr": `a a%20b a%20AND%20b a%20OR%20(b%20NOT%20c) %22a%20b%22 NOT%20a %22a%5C%22b%5C%5C%22 O'Neil displayName:x a*
		-- %22 %22a%22b%22 (a a) a;b %22%22 %22a%5Cb%22 &a`,
	"selectItem": `* a a/b ns.type/a ns.* ns.f a($top=1;$filter=b%20eq%201) @ns.term a/b($select=c)
		-- a, a($expand=b) /a a/ a( a() a;b 'a' a($top=x)`,
	"expandItem": `a * */$ref *($levels=2) a/$ref a/$count a/$count($filter=b%20eq%201) a($select=b,c;$expand=d($top=1;$count=true),e;$levels=max) ns.t/a a/ns.t a/b/$ref($top=1)
		a($filter=b%20eq%20';)'%3B$orderby=c%20desc,length(d)) a($search=%22x%22)
		-- a() a($top=1,$skip=1) a($top=1;) a/$ref($select=b) a/$count($top=1) a($levels=0) a($unknown=1) a($filter=) a($select=b a/$value $ref`,
	"orderbyItem": `a a%20desc a/b%20asc length(a)%20desc a%20add%20b -- a%20down desc%20desc%20x a,b a%20desc%20desc %20a`,
	"queryOptions": `$filter=a%20eq%201&$top=5&$skip=0&$count=true&$search=x&$select=a,b&$expand=c($top=1)&$orderby=a%20desc,b&$skiptoken=x&@p=%5B1%5D&custom=x&flag $id=https://x/y
		$compute=a%20add%201%20as%20b -- $filter $top=-1 $top=x $count=1 $skip= &a=1 a=1&& $unknown=1 $filter=a%20eq%20'&' $orderby= $expand= @p= $search=%22 a=b#c a=%22"`,
	"odataRelativeUri": `Users?$top=1 Users/1 Users? -- ?$top=1 Users?$top Users/?x Users#a`,
}

func TestRules(t *testing.T) {
	for rule, texts := range cases {
		valid, invalid, _ := strings.Cut(texts, "-- ")
		for _, text := range strings.Fields(valid) {
			if err := Check(rule, text); err != nil {
				t.Errorf("%s refuses %s: %v", rule, text, err)
			}
		}
		for _, text := range strings.Fields(invalid) {
			if Check(rule, text) == nil {
				t.Errorf("%s allows %s", rule, text)
			}
		}
	}
}

func TestCheck(t *testing.T) {
	if err := Check("nothing", "a"); err == nil {
		t.Error("a rule that is not there allows a text")
	}
	if err := Check("commonExpr", "a%20eq%20'x/y'"); err == nil || !strings.Contains(err.Error(), "a%20eq%20'x <HERE> /y'") {
		t.Errorf("the error does not show the place: %v", err)
	}
	if err := Check("commonExpr", strings.Repeat("(", 5000)+"a"); err == nil {
		t.Error("unbalanced parentheses are allowed")
	}
	deep := strings.Repeat("not%20(", 100) + "a" + strings.Repeat(")", 100)
	if err := Check("commonExpr", deep); err != nil {
		t.Error(err)
	}
}
