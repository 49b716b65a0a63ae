"""What is said to people when a mailbox does not work: what is wrong, what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WRONG_CODE = _(
    "The mailbox accepts neither the user name nor the code as they are. Enter the "
    "whole address and the authorisation code made in the settings of the mailbox, "
    "not the password of its web page; if the code has expired, make a new one."
)
SERVICE_OFF = _(
    "The IMAP service of this mailbox is switched off. Log in on its web page, switch "
    "IMAP on under Settings, POP3/SMTP/IMAP, and enter the authorisation code shown "
    "there."
)
UNSAFE_LOGIN = _(
    "The provider takes this for an unsafe login and keeps the folders shut. Log in "
    "on the mailbox's web page, confirm the warning there and allow this client; if "
    "it comes again, open the kefu page named in the answer of the server, or make a "
    "new authorisation code."
)
TOO_MANY = _(
    "The server has too many connections or logins from here. Nothing needs to be "
    "done: it is tried again later. If it stays so, close other mail programs that "
    "use this mailbox, or poll less often."
)
NO_PLAIN_LOGIN = _(
    "The server takes no login over an open connection. Choose SSL (port 993) for it."
)
WRONG_NAME = _(
    "The certificate of the server belongs to another name. Enter the server's full "
    "name as the provider gives it, such as imap.163.com."
)
EXPIRED = _(
    "The certificate of the server is out of date. Check the clock of this machine; "
    "if it is right, ask the provider."
)
UNTRUSTED = _(
    "The certificate of the server is not signed by anybody this machine trusts. "
    "Check the server's name; for a server of your own, add its certificate to this "
    "machine."
)
PLAIN_PORT = _(
    "The port does not speak SSL. Enter the port for SSL, usually 993, or choose "
    "STARTTLS for port 143."
)
TLS_FAILED = _(
    "No secure connection could be made. Check port and kind of security: SSL goes "
    "with 993, STARTTLS with 143."
)
NO_STARTTLS = _("The server does not offer STARTTLS. Choose SSL with port 993.")
NO_IMAP = _(
    "What answers there is no IMAP server, or it is one for SSL. Check server and "
    "port: for 163.com it is imap.163.com, SSL, port 993."
)
SILENT = _(
    "The server did not answer in time. It is tried again; if it stays so, check the "
    "port and whether a firewall stands between."
)
REFUSED_PORT = _(
    "Nothing answers at this port. Check the port: SSL goes with 993, STARTTLS with "
    "143."
)
UNREACHABLE = _(
    "The server cannot be reached. Check the network of this machine and its firewall."
)
UNKNOWN_HOST = _(
    "There is no server of this name. Check its spelling, such as imap.163.com, and "
    "the name service of this machine."
)
CUT = _(
    "The connection broke off. Nothing was taken in by halves; it is tried again at "
    "the next poll."
)
CLOSED = _("The server ended the session. It is tried again at the next poll.")
LINE_BREAK = _(
    "User name, code or folder holds a line break or another mark that cannot be. "
    "Enter it again."
)
NOT_OPENED = _(
    "The server does not open the folder. It is tried again at the next poll."
)
NO_FOLDER = _("There is no folder “%(folder)s” in this mailbox. There is: %(names)s.")
REFUSED = _("The server refused the command. It is tried again at the next poll.")
TOO_LONG = _(
    "The message is longer than we take. It stays in the mailbox; ask the sender for "
    "a smaller one."
)
NOT_GIVEN = _(
    "The server has the message but does not hand it over. It is tried again at the "
    "next poll."
)
UNSTEADY = _(
    "The server gave the message differently each time. It was not taken in; it is "
    "tried again at the next poll."
)
CUT_SHORT = _(
    "The server gave much less of the message than it announced. It was not taken in; "
    "it is tried again at the next poll."
)
RENUMBERED = _(
    "The server has numbered the folder anew in between. It is looked through again "
    "at the next poll."
)
SAME_FOLDER = _(
    "The message is in this folder already. Choose another folder for messages that "
    "were taken in."
)
LOGIN_REFUSED = _(
    "The server refused the login. Check that the IMAP service is switched on in the "
    "settings of the mailbox, and that the authorisation code is entered, not the "
    "password."
)
OPENED = _("The folder is open; messages in it: %(count)d.")
OPENED_UNNUMBERED = _(
    "The folder is open; messages in it: %(count)d. The server does not say whether it "
    "numbers them anew (UIDVALIDITY)."
)
NOTHING_TO_FETCH = _("The folder is empty, so there was nothing to fetch.")
FETCHED = _("The newest message can be read; it has %(size)d bytes.")
READABLE_ON_THE_WAY = _(
    "Nothing is secured: the code and every mail can be read on the way. Choose SSL, "
    "unless the server is on this machine."
)
LOCKED = _(
    "The provider has locked this mailbox. Log in on its web page, unlock it there, "
    "and enter a new authorisation code."
)
NO_GREETING = _(
    "The server takes the connection but says nothing. Often such a port wants SSL: "
    "choose SSL with port 993."
)
NO_PORT = _("A port is a number from 1 to 65535. For SSL it is usually 993.")
