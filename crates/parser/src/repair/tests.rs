use super::*;

#[test]
fn marks_that_stand_for_themselves_are_kept() {
    for (broken, whole) in [
        ("<a>R&D < 5 & x</a>", "<a>R&amp;D &lt; 5 &amp; x</a>"),
        ("<a>?a=1&b=2&copy=3</a>", "<a>?a=1&amp;b=2&amp;copy=3</a>"),
        (
            "<a>&nbsp;&laquo;&#8212;&#x2014;&bogus;</a>",
            "<a>\u{a0}«——&amp;bogus;</a>",
        ),
        (
            "junk<?xml version='1.0'?><!DOCTYPE a><!-- c --><a/>",
            "<a/>",
        ),
        ("<a>x\u{0}\u{1b}y</a>", "<a>xy</a>"),
        ("<a b='x' c=y d/>", "<a b=\"x\" c=\"y\" d=\"\"/>"),
        (
            "<a b=\"Газета \"Ъ\". Главное\" c=\"d\"/>",
            "<a b=\"Газета &quot;Ъ&quot;. Главное\" c=\"d\"/>",
        ),
        ("<a b=\"x & y <i>\">", "<a b=\"x &amp; y &lt;i&gt;\">"),
        (
            "<a><![CDATA[<b>&amp;</b>]]></a>",
            "<a>&lt;b&gt;&amp;amp;&lt;/b&gt;</a>",
        ),
        ("<a><![CDATA[cut</a><c>", "<a>cut</a><c>"),
        ("<a b=\"c", ""),
        ("<a>text<b c=", "<a>text"),
        (
            "<!DOCTYPE a [<!ENTITY x \"y<z\">]><a>&x;</a>",
            "<a>y&lt;z</a>",
        ),
    ] {
        assert_eq!(xml(broken).text, whole, "{broken}");
    }
}

#[test]
fn a_well_formed_document_brings_no_warnings() {
    assert!(
        xml("<a b=\"c &amp; d\">e &lt; f<![CDATA[ & ]]></a>")
            .warnings
            .is_empty()
    );
}
