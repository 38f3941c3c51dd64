//! Secrets as people copy them by hand.

/// `JBSW Y3DP EHPK`: four by four.
pub fn in_groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// What the file of recovery codes says.
pub fn recovery_file(email: &str, codes: &[String]) -> String {
    format!(
        "ConsoRes, codes de secours de {email}\nChaque code remplace une fois celui de l’application \
         d’authentification.\n\n{}\n",
        codes.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_four_letters_at_a_time() {
        assert_eq!(in_groups("JBSWY3DPEH"), "JBSW Y3DP EH");
        assert_eq!(in_groups(""), "");
    }

    #[test]
    fn the_file_names_the_account_and_has_a_code_a_line() {
        let file = recovery_file("a@example.org", &["abc".to_owned(), "def".to_owned()]);
        assert!(file.contains("a@example.org"));
        assert!(file.ends_with("\n\nabc\ndef\n"));
    }
}
