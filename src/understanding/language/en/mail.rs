//! English mail programs: what they put around old words.

/// Headers of a mail that is quoted, without their colon.
pub const HEADERS: &str = "from sent to cc bcc subject date";

/// Those that name a sender, which begin a quoted mail.
pub const SENDERS: &str = "from";

/// What a ruled line says above an old mail.
pub const RULED: &str = "original_message forwarded_message original_email original_mail";

/// What ends the line above a quoted mail.
pub const WROTE: &str = "wrote:";

/// Lines that begin a signature.
pub const SIGNATURES: &str =
    "best_regards kind_regards regards best cheers sincerely thanks many_thanks sent_from_my get_outlook_for";

/// Words of a notice that a company puts under its mail, any of which makes a line one.
pub const NOTICES: &str = "this_email_and_any this_e-mail_and_any this_message_and_any intended_recipient intended_solely \
     received_this_email_in_error received_this_message_in_error confidentiality_notice disclaimer:";
