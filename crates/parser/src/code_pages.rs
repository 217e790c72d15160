//! Code pages that the WHATWG Encoding Standard leaves out and that files still come in: the Kazakh ones, DOS, EBCDIC.

/// A code page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CodePage {
    /// Its name at IANA.
    pub(crate) name: &'static str,
    /// Its other names, in lower case.
    labels: &'static [&'static str],
    /// What its bytes mean: those from 0x80 on where ASCII lies below, else all 256. U+FFFD means nothing.
    characters: &'static str,
}

impl CodePage {
    /// The page of a name.
    pub(crate) fn named(label: &str) -> Option<&'static Self> {
        let label = label.to_ascii_lowercase();
        PAGES
            .iter()
            .find(|page| page.labels.contains(&label.as_str()))
    }

    /// EBCDIC, when that is what a document beginning with `<?xml` or `<rss` looks like in it (XML 1.0, appendix F).
    pub(crate) fn of_shape(bytes: &[u8]) -> Option<&'static Self> {
        let marks: [&[u8]; 2] = [b"\x4c\x6f\xa7\x94\x93", b"\x4c\x99\xa2\xa2"];
        marks
            .iter()
            .any(|mark| bytes.starts_with(mark))
            .then(|| Self::named("ibm037"))
            .flatten()
    }

    /// Whether ASCII means something else in it.
    pub(crate) fn is_ebcdic(&self) -> bool {
        self.characters.chars().count() == 256
    }

    /// The text, and whether some bytes meant nothing.
    pub(crate) fn decode(&self, bytes: &[u8]) -> (String, bool) {
        let characters: Vec<char> = self.characters.chars().collect();
        let first = 256 - characters.len();
        let meaning = |byte: &u8| match usize::from(*byte).checked_sub(first) {
            Some(place) => characters[place],
            None => char::from(*byte),
        };
        let text: String = bytes.iter().map(meaning).collect();
        let replaced = text.contains('\u{fffd}');
        (text, replaced)
    }
}

const PAGES: &[CodePage] = &[
    CodePage {
        name: "KZ-1048",
        labels: &["kz-1048", "kz1048", "strk1048-2002", "rk1048"],
        characters: "ЂЃ‚ѓ„…†‡€‰Љ‹ЊҚҺЏђ‘’“”•–—\u{fffd}™љ›њқһџ\
                     \u{a0}ҰұӘ¤Ө¦§Ё©Ғ«¬\u{ad}®Ү°±Ііөµ¶·ё№ғ»әҢңү\
                     АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
                     абвгдежзийклмнопрстуфхцчшщъыьэюя",
    },
    CodePage {
        name: "PTCP154",
        labels: &["ptcp154", "csptcp154", "pt154", "cp154", "cyrillic-asian"],
        characters: "ҖҒӮғ„…ҶҮҲүҠӢҢҚҺҸҗ‘’“”•–—ҳҷҡӣңқһҹ\
                     \u{a0}ЎўЈӨҘҰ§Ё©Ә«¬ӯ®Ҝ°ұІіҙө¶·ё№ә»јҪҫҝ\
                     АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
                     абвгдежзийклмнопрстуфхцчшщъыьэюя",
    },
    CodePage {
        name: "IBM437",
        labels: &["ibm437", "cp437", "437"],
        characters: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ\
                     áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
                     └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
                     αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
    },
    CodePage {
        name: "IBM850",
        labels: &["ibm850", "cp850", "850"],
        characters: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
                     áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
                     └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
                     ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
    },
    CodePage {
        name: "IBM852",
        labels: &["ibm852", "cp852", "852"],
        characters: "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×č\
                     áíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐\
                     └┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀\
                     ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}",
    },
    CodePage {
        name: "IBM037",
        labels: &[
            "ibm037",
            "cp037",
            "ebcdic-cp-us",
            "ebcdic-cp-ca",
            "ebcdic-cp-wt",
            "ebcdic-cp-nl",
        ],
        characters: "\x20\x20\x20\x20\x20\t\x20\x20\x20\x20\x20\x20\x20\r\x20\x20\x20\x20\x20\x20\x20\n\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\
                     \x20\x20\x20\x20\x20\n\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\
                     \x20\u{a0}âäàáãåçñ¢.<(+|&éêëèíîïìß!$*);¬\
                     -/ÂÄÀÁÃÅÇÑ¦,%_>?øÉÊËÈÍÎÏÌ`:#@'=\"\
                     Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ¤\
                     µ~stuvwxyz¡¿ÐÝÞ®^£¥·©§¶¼½¾[]¯¨´×\
                     {ABCDEFGHI\u{ad}ôöòóõ}JKLMNOPQR¹ûüùúÿ\
                     \\÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\x20",
    },
    CodePage {
        name: "IBM500",
        labels: &["ibm500", "cp500", "ebcdic-cp-be", "ebcdic-cp-ch"],
        characters: "\x20\x20\x20\x20\x20\t\x20\x20\x20\x20\x20\x20\x20\r\x20\x20\x20\x20\x20\x20\x20\n\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\
                     \x20\x20\x20\x20\x20\n\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\
                     \x20\u{a0}âäàáãåçñ[.<(+!&éêëèíîïìß]$*);^\
                     -/ÂÄÀÁÃÅÇÑ¦,%_>?øÉÊËÈÍÎÏÌ`:#@'=\"\
                     Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ¤\
                     µ~stuvwxyz¡¿ÐÝÞ®¢£¥·©§¶¼½¾¬|¯¨´×\
                     {ABCDEFGHI\u{ad}ôöòóõ}JKLMNOPQR¹ûüùúÿ\
                     \\÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\x20",
    },
    CodePage {
        name: "IBM01140",
        labels: &["ibm01140", "ibm1140", "cp1140"],
        characters: "\x20\x20\x20\x20\x20\t\x20\x20\x20\x20\x20\x20\x20\r\x20\x20\x20\x20\x20\x20\x20\n\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\
                     \x20\x20\x20\x20\x20\n\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\
                     \x20\u{a0}âäàáãåçñ¢.<(+|&éêëèíîïìß!$*);¬\
                     -/ÂÄÀÁÃÅÇÑ¦,%_>?øÉÊËÈÍÎÏÌ`:#@'=\"\
                     Øabcdefghi«»ðýþ±°jklmnopqrªºæ¸Æ€\
                     µ~stuvwxyz¡¿ÐÝÞ®^£¥·©§¶¼½¾[]¯¨´×\
                     {ABCDEFGHI\u{ad}ôöòóõ}JKLMNOPQR¹ûüùúÿ\
                     \\÷STUVWXYZ²ÔÖÒÓÕ0123456789³ÛÜÙÚ\x20",
    },
    CodePage {
        name: "IBM1026",
        labels: &["ibm1026", "cp1026"],
        characters: "\x20\x20\x20\x20\x20\t\x20\x20\x20\x20\x20\x20\x20\r\x20\x20\x20\x20\x20\x20\x20\n\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\
                     \x20\x20\x20\x20\x20\n\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\x20\
                     \x20\u{a0}âäàáãå{ñÇ.<(+!&éêëèíîïìßĞİ*);^\
                     -/ÂÄÀÁÃÅ[Ñş,%_>?øÉÊËÈÍÎÏÌı:ÖŞ'=Ü\
                     Øabcdefghi«»}`¦±°jklmnopqrªºæ¸Æ¤\
                     µöstuvwxyz¡¿]$@®¢£¥·©§¶¼½¾¬|¯¨´×\
                     çABCDEFGHI\u{ad}ô~òóõğJKLMNOPQR¹û\\ùúÿ\
                     ü÷STUVWXYZ²Ô#ÒÓÕ0123456789³Û\"ÙÚ\x20",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_128_or_256_characters() {
        for page in PAGES {
            let count = page.characters.chars().count();
            assert!(count == 128 || count == 256, "{}: {count}", page.name);
        }
    }
}
