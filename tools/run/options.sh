# Part of ./run: its flags.

opt_once= opt_say= opt_http= opt_kafka= opt_port=0 opt_port_given= opt_install=1 opt_clean=
default_say='/sticker search 고양이'

usage() { sed -n '2,15s/^# \{0,1\}//p' "$root/run"; }

parse_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --once) opt_once=1 ;;
      --http) opt_http=1 ;;
      --kafka) opt_kafka=1 ;;
      --no-install) opt_install= ;;
      --clean) opt_clean=1 ;;
      --say | --port)
        [ $# -ge 2 ] || die 2 "$1 needs a value; ./run --help"
        if [ "$1" = --say ]; then opt_say=$2; else opt_port=$2 opt_port_given=1; fi
        shift
        ;;
      --help | -h) usage; exit 0 ;;
      *) die 2 "unknown option $1; ./run --help" ;;
    esac
    shift
  done
  case $opt_port in
    '' | *[!0-9]*) die 2 "--port $opt_port: not a number" ;;
  esac
  [ "$opt_port" -le 65535 ] || die 2 "--port $opt_port: 65535 at most"
}
